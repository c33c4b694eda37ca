'use client';

import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { Command } from '@/components/ui/command';
import { CopyButton } from '@/components/ui/copy-button';

/** The same without Loupe. */
export function ByHandCard({ lines }: { lines: readonly string[] }) {
  const t = useTranslations('plan');
  return (
    <Card labelledBy="by-hand">
      <CardHead id="by-hand" title={t('byHand')} note={<CopyButton text={lines.join('\n')} label={t('byHandWhat')} />} />
      <Command lines={lines} />
    </Card>
  );
}
