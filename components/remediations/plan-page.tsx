'use client';

import type { Route } from 'next';
import { useTranslations } from 'next-intl';
import { ByHandCard } from '@/components/remediations/by-hand-card';
import { ConfirmCard } from '@/components/remediations/confirm-card';
import { CostCard } from '@/components/remediations/cost-card';
import { LastTimeCard } from '@/components/remediations/last-time-card';
import { PlannedStepsCard } from '@/components/remediations/planned-steps-card';
import { Columns } from '@/components/ui/columns';
import { LinkButton } from '@/components/ui/link-button';
import { Message } from '@/components/ui/message';
import { Note } from '@/components/ui/note';
import { PageHead } from '@/components/ui/page-head';
import type { PlanView } from '@/lib/domain/rows/details';

/** What will change, what it costs, the same by hand; at the end the one button that runs it. */
export function PlanPage({ view, hasMoved }: { view: PlanView; hasMoved: boolean }) {
  const t = useTranslations('plan');
  const { plan, preview } = view;
  return (
    <>
      <PageHead title={<Message text={plan.title} />} sub={<Message text={plan.summary} />} />
      <div className="mb-4 grid gap-4 empty:hidden">
        {hasMoved && !view.runId && (
          <Note title={t('moved')} live>
            {t('movedText')}
          </Note>
        )}
        {view.runId && (
          <Note tone="plain" title={t('hasRun')} action={<LinkButton href={`/runs/${view.runId}` as Route}>{t('openRun')}</LinkButton>}>
            {t('hasRunText')}
          </Note>
        )}
        {plan.warnings.map((warning, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: warnings of one plan never change.
          <Note key={index} title={<Message text={warning} />} />
        ))}
      </div>
      <Columns
        main={<PlannedStepsCard view={view} />}
        side={
          <>
            <CostCard view={view} />
            {!view.runId && <ConfirmCard view={view} isRefused={preview.steps.some((step) => step.refused !== undefined)} />}
            {plan.byHand.length > 0 && <ByHandCard lines={plan.byHand} />}
            <LastTimeCard runs={view.lastRuns} />
          </>
        }
      />
    </>
  );
}
