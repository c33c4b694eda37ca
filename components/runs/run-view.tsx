'use client';

import { useTranslations } from 'next-intl';
import { ByHandCard } from '@/components/remediations/by-hand-card';
import { CostCard } from '@/components/remediations/cost-card';
import { LedgerCard } from '@/components/runs/ledger-card';
import { RunDiffCard } from '@/components/runs/run-diff-card';
import { RunSub } from '@/components/runs/run-sub';
import { StepsCard } from '@/components/runs/steps-card';
import { UndoCard } from '@/components/runs/undo-card';
import { useRun } from '@/components/runs/use-run';
import { VerificationCard } from '@/components/runs/verification-card';
import { Card } from '@/components/ui/card';
import { Columns } from '@/components/ui/columns';
import { Failure } from '@/components/ui/failure';
import { Message } from '@/components/ui/message';
import { PageHead } from '@/components/ui/page-head';
import { Reading } from '@/components/ui/reading';

/** One run: what it does now, whether it held, what the ledger says, and how to take it back. */
export function RunView({ id }: { id: string }) {
  const t = useTranslations('run');
  const { run, detail, error } = useRun(id);
  if (!run) {
    return (
      <>
        <PageHead title={error ? t('notFound') : t('title')} />
        <Card as="div">{error ? <Failure error={error} /> : <Reading />}</Card>
      </>
    );
  }
  return (
    <>
      <PageHead title={t.rich(`headline.${run.status}`, { fix: () => <Message text={run.title} /> })} sub={<RunSub run={run} />} />
      <Columns
        main={
          <>
            <StepsCard run={run} />
            <VerificationCard run={run} evidence={detail?.evidence} />
            {detail && <RunDiffCard plan={detail.plan} />}
          </>
        }
        side={
          <>
            <UndoCard run={run} />
            <LedgerCard run={run} />
            {detail && <CostCard view={detail.plan} />}
            {detail && detail.plan.plan.byHand.length > 0 && <ByHandCard lines={detail.plan.plan.byHand} />}
          </>
        }
      />
    </>
  );
}
