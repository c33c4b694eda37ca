'use client';

import { useTranslations } from 'next-intl';
import { Pill, type PillTone } from '@/components/ui/pill';
import type { IconName } from '@/components/ui/status-icon';
import type { ModelRow } from '@/lib/domain/rows/topics';

const looks: Record<ModelRow['state'], { tone: PillTone; icon: IconName }> = {
  ready: { tone: 'ok', icon: 'ok' },
  'warming-up': { tone: 'warn', icon: 'warming' },
  busy: { tone: 'warn', icon: 'busy' },
  broken: { tone: 'bad', icon: 'bad' },
  off: { tone: 'plain', icon: 'off' },
  unknown: { tone: 'unknown', icon: 'unknown' },
};

/** A model's state in one word, with how it computes and how long an image takes where that is known. */
export function ModelPill({ model, isOld }: { model: ModelRow; isOld: boolean }) {
  const t = useTranslations();
  const word = t(`words.model.${model.state}`);
  if (isOld && model.state !== 'unknown') return <Pill tone="was">{t('now.models.was', { state: word })}</Pill>;
  const isSlow = model.state === 'ready' && model.compute === 'cpu-instead-of-gpu';
  const look = isSlow ? ({ tone: 'warn', icon: 'warning' } as const) : looks[model.state];
  const speed = model.state === 'ready' ? speedOf(model) : undefined;
  return (
    <Pill tone={look.tone} icon={look.icon}>
      {[isSlow ? t('now.models.slow') : word, speed].filter(Boolean).join(' · ')}
    </Pill>
  );

  function speedOf({ compute, typicalSeconds }: ModelRow): string | undefined {
    // Only what was proven in the pod is named.
    const on = compute === 'gpu-proven' ? 'GPU' : compute === 'cpu' || compute === 'cpu-instead-of-gpu' ? 'CPU' : undefined;
    const seconds = typicalSeconds === undefined ? undefined : t('now.models.seconds', { seconds: threeDigits(typicalSeconds) });
    return [on, seconds].filter(Boolean).join(' ') || undefined;
  }
}

function threeDigits(seconds: number): string {
  return seconds >= 10 ? seconds.toFixed(0) : seconds >= 1 ? seconds.toFixed(1) : seconds.toFixed(2);
}
