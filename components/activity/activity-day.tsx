'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { Message } from '@/components/ui/message';
import { Moment } from '@/components/ui/moment';
import { type IconName, StatusIcon } from '@/components/ui/status-icon';
import { useNow } from '@/components/ui/use-now';
import { usePlace } from '@/components/ui/use-place';
import { formatDay } from '@/lib/domain/format-moment';
import type { ChangeRow } from '@/lib/domain/rows/topics';
import { changeHref } from './change-href';

const icons: Record<ChangeRow['tone'], IconName> = { ok: 'ok', warn: 'warning', bad: 'critical', plain: 'not-applicable' };

/** One day's changes. */
export function ActivityDay({ changes }: { changes: readonly ChangeRow[] }) {
  const t = useTranslations('activity');
  const place = usePlace();
  const day = changes[0]?.at;
  const name = useNow((now) => (day ? formatDay(Date.parse(day), now, place) : ''));
  if (!day) return null;
  return (
    <Card>
      <CardHead title={name} note={t('count', { count: changes.length })} />
      <ol>
        {changes.map((change) => {
          const href = changeHref(change);
          return (
            <li
              key={change.id}
              className="not-first:rule-above grid grid-cols-[16px_minmax(0,1fr)] gap-x-3 py-2 text-sm desk:grid-cols-[72px_16px_minmax(0,1fr)_auto]"
            >
              <span className="text-xs leading-5 text-ink3 max-desk:col-start-2 max-desk:row-start-2">
                <Moment at={change.at} />
              </span>
              <StatusIcon name={icons[change.tone]} label={t(`tones.${change.tone}`)} className="mt-0.5 max-desk:col-start-1 max-desk:row-start-1" />
              <span className="min-w-0 wrap-anywhere max-desk:row-start-1">
                {href ? (
                  <Link className="link" href={href}>
                    <Message text={change.text} />
                  </Link>
                ) : (
                  <Message text={change.text} />
                )}
                <small className="block">
                  {[change.subject.kind, change.subject.namespace, change.subject.name].filter(Boolean).join(' / ')}
                  {change.by && ` · ${t('by', { name: change.by })}`}
                </small>
              </span>
              <small className="max-desk:col-start-2">{t(`kinds.${change.kind}`)}</small>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
