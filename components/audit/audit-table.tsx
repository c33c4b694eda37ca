'use client';

import { useTranslations } from 'next-intl';
import { Fragment, useState } from 'react';
import { RunPill } from '@/components/remediations/run-pill';
import { Moment } from '@/components/ui/moment';
import { StatusIcon } from '@/components/ui/status-icon';
import type { AuditEntry } from '@/lib/domain/audit-entry';
import { AuditDetail } from './audit-detail';
import { asOutcome } from './vocabulary';

const head = 'px-3 pt-1 pb-2 text-left align-bottom text-xs font-normal text-ink3 first:pl-0';
const cell = 'align-top max-desk:empty:hidden desk:px-3 desk:py-2 desk:first:pl-0 max-desk:block max-desk:py-0.5 wrap-anywhere';

/** Entries with a detail that folds out under each. */
export function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  const t = useTranslations('audit');
  const [open, setOpen] = useState<number>();
  return (
    <table aria-label={t('table')} className="w-full border-collapse text-sm max-desk:block">
      <thead className="max-desk:sr-only">
        <tr>
          {(['entry', 'when', 'event', 'outcome', 'reason'] as const).map((name) => (
            <th key={name} scope="col" className={head}>
              {t(`heads.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-desk:block">
        {entries.map((entry) => (
          <Fragment key={entry.seq}>
            <tr className="rule-above max-desk:block max-desk:py-2">
              <td className={cell}>
                <button
                  type="button"
                  aria-expanded={open === entry.seq}
                  aria-controls={`entry-${entry.seq}`}
                  className="target flex items-center gap-2 whitespace-nowrap"
                  onClick={() => setOpen(open === entry.seq ? undefined : entry.seq)}
                >
                  <StatusIcon name={open === entry.seq ? 'down' : 'chevron'} size="small" />
                  <span className="sr-only">{t('heads.entry')} </span>
                  {spaced(entry.seq)}
                </button>
              </td>
              <td className={cell}>
                <Moment at={entry.at} />
                <small className="block">{entry.actorName}</small>
              </td>
              <td className={cell}>
                <span className="font-medium">{entry.remediationId ?? t(`events.${entry.event}`)}</span>
                <small className="block">{[entry.remediationId && t(`events.${entry.event}`), entry.target].filter(Boolean).join(' · ')}</small>
              </td>
              <td className={cell}>
                <OutcomeCell outcome={entry.outcome} />
              </td>
              <td className={cell}>{entry.reason}</td>
            </tr>
            {open === entry.seq && (
              <tr id={`entry-${entry.seq}`} className="max-desk:block">
                <td colSpan={5} className="pb-4 max-desk:block">
                  <AuditDetail entry={entry} />
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function OutcomeCell({ outcome }: { outcome: string | undefined }) {
  const known = asOutcome(outcome);
  if (known) return <RunPill status={known} />;
  return outcome ? <span className="text-ink2">{outcome}</span> : null;
}

/** Identifiers by space: 1 042. */
function spaced(seq: number): string {
  return String(seq).replace(/\B(?=(\d{3})+$)/g, ' ');
}
