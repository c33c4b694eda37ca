'use client';

import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { Diff } from '@/components/ui/diff';
import { Message } from '@/components/ui/message';
import { Note } from '@/components/ui/note';
import type { PlannedStep, Preview } from '@/lib/domain/plan';

interface PlannedStepCardProps {
  step: PlannedStep;
  number: number;
  total: number;
  preview: Preview['steps'][number] | undefined;
}

/** One step as it will run: its words, and what the API server's dry run says it would change. */
export function PlannedStepCard({ step, number, total, preview }: PlannedStepCardProps) {
  const t = useTranslations('plan.step');
  const id = `step-${step.id}`;
  return (
    <Card labelledBy={id}>
      <CardHead
        id={id}
        title={
          <>
            <span className="mr-2 font-normal text-ink3">{t('number', { n: number, total })}</span>
            <Message text={step.title} />
          </>
        }
        note={preview && note(preview)}
      />
      {preview?.object && (
        <p className="mb-2 text-xs text-ink3">
          <code>{preview.object}</code>
        </p>
      )}
      {preview && preview.diff.length > 0 && <Diff lines={preview.diff} label={t('diff')} />}
      {preview?.refused && (
        <Note tone="bad" title={t('refused')}>
          <Message text={preview.refused} />
        </Note>
      )}
      {preview?.warnings.map((warning) => (
        <p key={warning} className="mt-2 text-sm text-warn wrap-anywhere">
          {t('warning', { warning })}
        </p>
      ))}
      {(!preview || (preview.diff.length === 0 && !preview.refused)) && <p className="text-sm text-ink2">{t('noDiff')}</p>}
    </Card>
  );

  function note({ simulated, refused }: Preview['steps'][number]): string {
    if (refused) return t('dryRunRefused');
    return simulated ? t('dryRunPassed') : t('noDryRun');
  }
}
