'use client';

import { useTranslations } from 'next-intl';
import { AroundCard } from '@/components/findings/around-card';
import { CauseCard } from '@/components/findings/cause-card';
import { EffectsCard } from '@/components/findings/effects-card';
import { FindingChain } from '@/components/findings/finding-chain';
import { HowSeenCard } from '@/components/findings/how-seen-card';
import { SeenBeforeCard } from '@/components/findings/seen-before-card';
import { useFinding } from '@/components/findings/use-finding';
import { FixesCard } from '@/components/remediations/fixes-card';
import { useHead } from '@/components/shell/use-head';
import { Card } from '@/components/ui/card';
import { Columns } from '@/components/ui/columns';
import { Failure } from '@/components/ui/failure';
import { Message } from '@/components/ui/message';
import { Moment } from '@/components/ui/moment';
import { PageHead } from '@/components/ui/page-head';
import { Reading } from '@/components/ui/reading';
import { Since } from '@/components/ui/since';

/** One finding: what is wrong, why, how it was seen, what to do. */
export function FindingView({ id }: { id: string }) {
  const t = useTranslations('finding');
  const { isLive } = useHead();
  const { finding, earlier, open, error } = useFinding(id);
  if (!finding) {
    return (
      <>
        <PageHead title={error ? t('notFound') : t('title')} />
        <Card as="div">{error ? <Failure error={error} /> : <Reading />}</Card>
      </>
    );
  }
  const cause = open.find((row) => row.id === finding.causeId);
  const effects = open.filter((row) => finding.effectIds.includes(row.id));
  return (
    <>
      <PageHead
        title={
          <>
            <Message text={finding.title} />.
          </>
        }
        sub={
          <>
            <Message text={finding.summary} />
            <span className="mt-1 block text-xs text-ink3">
              {finding.resolvedAt ? t.rich('resolved', { at: () => <Moment at={finding.resolvedAt ?? ''} /> }) : <Since at={finding.since} />}
            </span>
          </>
        }
      />
      <div className="flex flex-col gap-4">
        {finding.chain && finding.chain.length > 0 && <FindingChain chain={finding.chain} />}
        <div className="max-desk:order-3">
          <AroundCard finding={finding} />
        </div>
        <Columns
          main={
            <>
              <FixesCard finding={finding} isLive={isLive} />
              <HowSeenCard finding={finding} />
            </>
          }
          side={
            <>
              {cause && <CauseCard cause={cause} />}
              {effects.length > 0 && <EffectsCard effects={effects} />}
              <SeenBeforeCard earlier={earlier} />
            </>
          }
        />
      </div>
    </>
  );
}
