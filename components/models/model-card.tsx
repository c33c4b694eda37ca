'use client';

import type { Route } from 'next';
import { useFormatter, useTranslations } from 'next-intl';
import { useServerTime } from '@/components/providers/server-time';
import { Card } from '@/components/ui/card';
import { classNames } from '@/components/ui/class-names';
import { LinkButton } from '@/components/ui/link-button';
import { Message } from '@/components/ui/message';
import { StatusIcon } from '@/components/ui/status-icon';
import type { ModelRow } from '@/lib/domain/rows/topics';
import { ModelSpeed } from './model-speed';
import { stateLook } from './model-state';
import { TellMe } from './tell-me';

const SHOWN_LABELS = 5;

/** One model as an annotator needs it: can I use it, is it the fast one, what does it know, what is being done. */
export function ModelCard({ row, live, onFinding }: { row: ModelRow; live: boolean; onFinding: boolean }) {
  const t = useTranslations('models');
  const format = useFormatter();
  const time = useServerTime();
  const look = live ? stateLook[row.state] : stateLook.unknown;
  const kinds = ['detector', 'interactor', 'tracker', 'reid'] as const;
  const kind = kinds.find((k) => k === row.kind) ?? 'unknown';
  const more = row.labels.length - SHOWN_LABELS;
  return (
    <Card
      as="article"
      labelledBy={`model-${row.id}`}
      className="grid gap-x-4 gap-y-3 desk:grid-cols-[152px_minmax(0,4fr)_minmax(0,3fr)_minmax(0,3fr)] desk:px-6 desk:py-5"
    >
      <div className={classNames('grid grid-cols-[20px_minmax(0,1fr)] content-start gap-x-3', look.colour)}>
        <StatusIcon name={look.icon} size="large" className="mt-0.5" />
        <span className="text-base leading-6 font-semibold">{t(`states.${live ? row.state : 'unknown'}`)}</span>
        {row.since && (
          <small className="col-start-2" suppressHydrationWarning>
            {t('since', { moment: format.relativeTime(new Date(row.since), new Date(time.now())) })}
          </small>
        )}
      </div>
      <div className="min-w-0">
        <h2 id={`model-${row.id}`} className="wrap-anywhere">
          {row.name}
        </h2>
        <p className="text-ink2">{t(`kinds.${kind}`)}</p>
        <small className="mt-2 block wrap-anywhere">
          {row.labels.length === 0 ? t('anyLabels') : t('labels', { names: row.labels.slice(0, SHOWN_LABELS).join(', '), more: Math.max(0, more) })}
        </small>
      </div>
      <ModelSpeed row={row} />
      <div className="grid content-start justify-items-start gap-2 text-sm text-ink2">
        {row.work && (
          <p>
            <Message text={row.work} />
          </p>
        )}
        {row.reason && (
          <p>
            <Message text={row.reason} />
          </p>
        )}
        {row.instead && <p>{t('instead', { name: row.instead })}</p>}
        {live && row.state !== 'ready' && row.state !== 'off' && <TellMe row={row} />}
        {onFinding && row.findingId && <LinkButton href={`/findings/${row.findingId}` as Route}>{t('explain')}</LinkButton>}
      </div>
    </Card>
  );
}
