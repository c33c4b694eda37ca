'use client';

import { useTranslations } from 'next-intl';
import { isGoing } from '@/components/runs/is-going';
import { RunStep } from '@/components/runs/run-step';
import { StopButton } from '@/components/runs/stop-button';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import type { RunRow } from '@/lib/domain/rows/topics';

/** The steps as they go. Leaving the page changes nothing. */
export function StepsCard({ run }: { run: RunRow }) {
  const t = useTranslations('run');
  const current = run.steps.findIndex((step) => step.state === 'running');
  const done = run.steps.filter((step) => step.state === 'done' || step.state === 'skipped').length;
  return (
    <Card labelledBy="steps">
      <CardHead
        id="steps"
        title={t('steps')}
        note={
          <span aria-live="polite">
            {current >= 0 ? t('stepOf', { n: current + 1, total: run.steps.length }) : t('stepsDone', { n: done, total: run.steps.length })}
          </span>
        }
      />
      <ol>
        {run.steps.map((step, index) => (
          <RunStep key={step.id} step={step} number={index + 1} />
        ))}
      </ol>
      {isGoing(run.status) && <StopButton run={run} />}
    </Card>
  );
}
