'use client';

import { useTranslations } from 'next-intl';
import { Message } from '@/components/ui/message';
import { Span } from '@/components/ui/span';
import { type IconName, StatusIcon } from '@/components/ui/status-icon';
import type { StepRecord } from '@/lib/domain/run';

const icons: Record<Exclude<StepRecord['state'], 'waiting'>, IconName> = {
  running: 'running',
  done: 'ok',
  skipped: 'not-applicable',
  failed: 'bad',
  unknown: 'unknown',
};

/** One step: its state, what is known of it now, the call it made, how long it took. */
export function RunStep({ step, number }: { step: StepRecord; number: number }) {
  const t = useTranslations('words.step');
  return (
    <li aria-current={step.state === 'running' ? 'step' : undefined} className="not-first:rule-above grid grid-cols-[20px_minmax(0,1fr)_auto] gap-x-3 py-2.5">
      {step.state === 'waiting' ? (
        <span className="hairline-edge size-5 rounded-full text-center text-xs leading-5 font-medium text-ink2">
          {number}
          <span className="sr-only"> {t('waiting')}</span>
        </span>
      ) : (
        <StatusIcon name={icons[step.state]} size="large" label={t(step.state)} />
      )}
      <div className="min-w-0 wrap-anywhere">
        <span className={step.state === 'running' ? 'font-medium' : undefined}>
          <Message text={step.title} />
        </span>
        {step.note && (
          <small className={step.state === 'failed' ? 'block text-bad' : 'block'}>
            <Message text={step.note} />
          </small>
        )}
        {step.call && (
          <small className="block">
            <code>{step.call}</code>
          </small>
        )}
      </div>
      <small className="leading-5">{step.startedAt && (step.endedAt || step.state === 'running') && <Span from={step.startedAt} to={step.endedAt} />}</small>
    </li>
  );
}
