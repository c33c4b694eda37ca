'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { isGoing } from '@/components/runs/is-going';
import { Message } from '@/components/ui/message';
import { Moment } from '@/components/ui/moment';
import { Span } from '@/components/ui/span';
import type { RunRow } from '@/lib/domain/rows/topics';

/** Who started it, when, how long it took, and what verification said. */
export function RunSub({ run }: { run: RunRow }) {
  const t = useTranslations('run');
  return (
    <>
      {run.verification && !isGoing(run.status) && (
        <>
          <Message text={run.verification.text} />{' '}
        </>
      )}
      <span className="text-ink3">
        {t.rich(isGoing(run.status) ? 'startedBy' : 'ranBy', {
          who: () => run.actorName,
          at: () => <Moment at={run.startedAt} />,
          span: () => <Span from={run.startedAt} to={run.endedAt} />,
        })}
        {run.findingId && (
          <>
            {' · '}
            <Link href={`/findings/${run.findingId}` as Route} className="link">
              {t('finding')}
            </Link>
          </>
        )}
      </span>
      {run.reason && <span className="block text-ink3">{t('reason', { reason: run.reason })}</span>}
    </>
  );
}
