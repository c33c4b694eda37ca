'use client';

import { useTranslations } from 'next-intl';
import { PlannedStepItem } from '@/components/remediations/planned-step-item';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import type { PlanView } from '@/lib/domain/rows/details';

/** The steps in order, each with what the API server's dry run says it would change. */
export function PlannedStepsCard({ view: { plan, preview } }: { view: PlanView }) {
  const t = useTranslations('plan.step');
  return (
    <Card labelledBy="steps">
      <CardHead id="steps" title={t('title')} note={t('note', { n: plan.steps.length })} />
      <ol>
        {plan.steps.map((step, index) => (
          <PlannedStepItem key={step.id} step={step} number={index + 1} preview={preview.steps.find((one) => one.stepId === step.id)} />
        ))}
      </ol>
    </Card>
  );
}
