'use client';

import { useTranslations } from 'next-intl';
import { Pill, type PillTone } from '@/components/ui/pill';
import type { Risk } from '@/lib/domain/plan';

const tones: Record<Risk, PillTone> = { low: 'plain', disruptive: 'warn', destructive: 'bad' };

/** How much a fix disturbs or risks. */
export function RiskPill({ risk }: { risk: Risk }) {
  const t = useTranslations('words.risk');
  return <Pill tone={tones[risk]}>{t(risk)}</Pill>;
}
