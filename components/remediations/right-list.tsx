'use client';

import { useTranslations } from 'next-intl';
import { rightText } from '@/components/remediations/right-text';
import { Pill, type PillTone } from '@/components/ui/pill';
import type { IconName } from '@/components/ui/status-icon';
import type { Preview } from '@/lib/domain/plan';

const looks: Record<Preview['rights'][number]['held'], { tone: PillTone; icon: IconName }> = {
  yes: { tone: 'ok', icon: 'ok' },
  no: { tone: 'unknown', icon: 'denied' },
  unknown: { tone: 'unknown', icon: 'unknown' },
};

/** Rights on the API server, and whether Loupe holds them now. */
export function RightList({ rights }: { rights: Preview['rights'] }) {
  const t = useTranslations();
  if (rights.length === 0) return t('plan.cost.noRights');
  return (
    <ul className="grid gap-1">
      {rights.map(({ rule, held }) => (
        <li key={rightText(rule)}>
          {rightText(rule)} <Pill {...looks[held]}>{t(`words.right.${held}`)}</Pill>
        </li>
      ))}
    </ul>
  );
}
