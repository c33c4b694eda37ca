'use client';

import { useTranslations } from 'next-intl';
import type { Headline } from '@/components/now/headline';
import { Age } from '@/components/ui/age';
import { AsOf } from '@/components/ui/as-of';
import { Moment } from '@/components/ui/moment';
import type { HeadRow } from '@/lib/domain/rows/topics';

/** Now's second line: counts, and how fresh they are. */
export function NowSub({ headline, head, toWatch, notApplicable }: { headline: Headline; head: HeadRow | undefined; toWatch: number; notApplicable: number }) {
  const t = useTranslations('now.sub');
  if (!head) return null;
  if (headline.kind === 'silent') return t.rich('silent', { at: () => <Moment at={headline.asOf} /> });
  if (isBeforeReading(headline.kind)) return t(headline.kind);
  const counts = [
    head.critical > 0 && t('needYou', { n: head.critical }),
    toWatch > 0 && t('toWatch', { n: toWatch }),
    t('passed', { n: head.checksPassed, total: head.checksTotal }),
    notApplicable > 0 && t('notApplicable', { n: notApplicable }),
    head.checksUnknown > 0 && t('unknown', { n: head.checksUnknown }),
  ].filter(Boolean);
  return (
    <>
      {counts.join(' · ')}
      {headline.kind === 'well' && head.asOf && (
        <>
          {' · '}
          <AsOf at={head.asOf} />
        </>
      )}
      {head.lastPassAt && headline.kind !== 'well' && <>, {t.rich('last', { age: () => <Age at={head.lastPassAt ?? ''} /> })}</>}
    </>
  );
}

const beforeReading = ['starting', 'unreachable', 'no-installation', 'denied', 'waiting'] as const;

function isBeforeReading(kind: Headline['kind']): kind is (typeof beforeReading)[number] {
  return (beforeReading as readonly string[]).includes(kind);
}
