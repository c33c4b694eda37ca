'use client';

import { useTranslations } from 'next-intl';
import { Command } from '@/components/ui/command';
import { Details } from '@/components/ui/details';
import { Message } from '@/components/ui/message';
import type { Plan } from '@/lib/domain/plan';

/** Where to write it so that the next upgrade keeps it. */
export function LastingNote({ lasting }: { lasting: NonNullable<Plan['lasting']> }) {
  const t = useTranslations('plan.cost');
  return (
    <div className="rule-above mt-3 pt-3">
      <Details title={t('keepFixed')}>
        <p className="mb-2 text-sm text-ink2">
          <Message text={lasting.text} />
        </p>
        {lasting.snippet && <Command lines={[lasting.snippet]} withCopy />}
      </Details>
    </div>
  );
}
