'use client';

import { useTranslations } from 'next-intl';
import { Age } from '@/components/ui/age';
import { Command } from '@/components/ui/command';
import { Details } from '@/components/ui/details';
import { Message } from '@/components/ui/message';
import { Pill, type PillTone } from '@/components/ui/pill';
import { type IconName, StatusIcon } from '@/components/ui/status-icon';
import type { SetupRow, SetupState } from '@/lib/domain/setup/setup-row';

const look: Record<SetupState, { tone: PillTone; icon: IconName }> = {
  works: { tone: 'ok', icon: 'ok' },
  partial: { tone: 'warn', icon: 'warning' },
  stale: { tone: 'unknown', icon: 'unknown' },
  denied: { tone: 'unknown', icon: 'denied' },
  unreachable: { tone: 'bad', icon: 'bad' },
  missing: { tone: 'warn', icon: 'warning' },
  starting: { tone: 'plain', icon: 'warming' },
  known: { tone: 'plain', icon: 'info' },
  unused: { tone: 'plain', icon: 'not-applicable' },
};

/** One source: its state, how it was found and reached, the rights it takes, and what gives what is missing. */
export function SourceItem({ row }: { row: SetupRow }) {
  const t = useTranslations('setup');
  return (
    <li className="not-first:rule-above grid gap-x-6 gap-y-1 py-3 text-sm desk:grid-cols-[minmax(0,5fr)_120px_minmax(0,5fr)_96px]">
      <div className="min-w-0">
        <h3>
          <Message text={row.name} />
        </h3>
        <small className="block wrap-anywhere">
          <Message text={row.gives} />
        </small>
      </div>
      <div>
        <Pill {...look[row.state]}>{t(`states.${row.state}`)}</Pill>
      </div>
      <div className="min-w-0 wrap-anywhere">
        {row.address && <code className="block">{row.address}</code>}
        <HowLine row={row} />
        {row.rights.length > 0 && <Rights rights={row.rights} />}
      </div>
      <div className="text-xs text-ink3 desk:pt-0.5 desk:text-right">{row.asOf && <Age at={row.asOf} />}</div>
      <div className="empty:hidden desk:col-span-full">
        {row.lacks && (
          <p className="mt-1 text-ink2">
            <Message text={row.lacks} />
          </p>
        )}
        {row.commands.length > 0 && (
          <div className="mt-2">
            <Command lines={row.commands} withCopy />
          </div>
        )}
      </div>
    </li>
  );
}

function HowLine({ row }: { row: SetupRow }) {
  if (!row.found && !row.reached) return null;
  return (
    <span className={row.address ? 'block text-xs text-ink3' : undefined}>
      {row.found && <Message text={row.found} />}
      {row.found && row.reached && ' · '}
      {row.reached && <Message text={row.reached} />}
    </span>
  );
}

const icons: Record<'yes' | 'no' | 'unknown', IconName> = { yes: 'ok', no: 'denied', unknown: 'unknown' };

function Rights({ rights }: { rights: SetupRow['rights'] }) {
  const t = useTranslations('setup');
  const held = rights.filter((right) => right.held === 'yes').length;
  return (
    <Details title={<span className="text-xs font-normal text-ink3">{t('rights', { held, total: rights.length })}</span>}>
      <ul>
        {rights.map((right) => (
          <li key={right.name} className="flex items-start gap-2 py-0.5 text-xs">
            <StatusIcon name={icons[right.held]} size="small" label={t(`right.${right.held}`)} className="mt-0.5" />
            <code className="min-w-0">{right.name}</code>
          </li>
        ))}
      </ul>
    </Details>
  );
}
