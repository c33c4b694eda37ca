'use client';

import { useTranslations } from 'next-intl';
import { Diff } from '@/components/ui/diff';
import { Message } from '@/components/ui/message';
import { StatusIcon } from '@/components/ui/status-icon';
import type { PlannedStep, Preview } from '@/lib/domain/plan';

interface PlannedStepItemProps {
  step: PlannedStep;
  number: number;
  preview: Preview['steps'][number] | undefined;
}

/** One step as it will run. */
export function PlannedStepItem({ step, number, preview }: PlannedStepItemProps) {
  const t = useTranslations('plan.step');
  const hasDiff = preview !== undefined && preview.diff.length > 0;
  return (
    <li className="not-first:rule-above grid grid-cols-[20px_minmax(0,1fr)] gap-x-3 py-3 first:pt-0 last:pb-0">
      <span aria-hidden className="hairline-edge size-5 rounded-full text-center text-xs leading-5 font-medium text-ink2">
        {number}
      </span>
      <div className="min-w-0 wrap-anywhere">
        <Message text={step.title} />
        <small className="block">
          {preview?.object && (
            <>
              <code>{preview.object}</code>
              {' · '}
            </>
          )}
          {note()}
        </small>
        {hasDiff && (
          <div className="mt-2">
            <Diff lines={preview.diff} label={t('diff')} />
          </div>
        )}
        {preview?.refused && (
          <p className="mt-2 flex items-start gap-2 text-sm text-bad">
            <StatusIcon name="bad" className="mt-0.5" />
            <span className="min-w-0">
              {t('refused')} <Message text={preview.refused} />
            </span>
          </p>
        )}
        {preview?.warnings.map((warning) => (
          <p key={warning} className="mt-2 flex items-start gap-2 text-sm text-warn">
            <StatusIcon name="warning" className="mt-0.5" />
            <span className="min-w-0">{t('warning', { warning })}</span>
          </p>
        ))}
      </div>
    </li>
  );

  function note(): string {
    if (preview?.refused) return t('dryRunRefused');
    if (preview?.simulated) return hasDiff ? t('dryRunPassed') : `${t('dryRunPassed')} · ${t('noDiff')}`;
    return t('noDryRun');
  }
}
