'use client';

import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { Details } from '@/components/ui/details';
import { Diff } from '@/components/ui/diff';
import type { PlanView } from '@/lib/domain/rows/details';

/** What was shown before it ran. */
export function RunDiffCard({ plan }: { plan: PlanView }) {
  const t = useTranslations('run.diff');
  const changing = plan.preview.steps.filter((step) => step.diff.length > 0);
  if (changing.length === 0) return null;
  return (
    <Card>
      <Details title={t('title')} note={t('note')}>
        <div className="grid gap-3">
          {changing.map((step) => (
            <div key={step.stepId}>
              {step.object && (
                <p className="mb-1 text-xs text-ink3">
                  <code>{step.object}</code>
                </p>
              )}
              <Diff lines={step.diff} label={step.object ?? t('title')} />
            </div>
          ))}
        </div>
      </Details>
    </Card>
  );
}
