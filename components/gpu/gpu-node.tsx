'use client';

import { useTranslations } from 'next-intl';
import { Age } from '@/components/ui/age';
import { Bar } from '@/components/ui/bar';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { KeyValues } from '@/components/ui/key-values';
import type { GpuCardRow } from '@/lib/domain/rows/topics';
import { GpuHolders } from './gpu-holders';

/** A node's cards: memory in use, who holds them, driver and what the node offers. */
export function GpuNode({ node }: { node: GpuCardRow }) {
  const t = useTranslations('gpu.node');
  const name = node.cards[0]?.name ?? t('card');
  const heading = `node-${node.id}`;
  return (
    <Card labelledBy={heading} className="grid gap-x-8 gap-y-4 wide:grid-cols-[minmax(0,1fr)_312px]">
      <div className="min-w-0">
        <CardHead
          id={heading}
          level={2}
          title={
            <>
              {name} <span className="font-normal text-ink2">{node.node}</span>
            </>
          }
          note={node.observedAt ? t.rich('read', { detail: node.source?.detail ?? '', age: () => <Age at={node.observedAt ?? ''} /> }) : t('notRead')}
        />
        <GpuHolders node={node} />
        {node.cards.map((card, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: cards of a node have no other identity than their place.
          <div key={i} className="mt-4">
            <div className="mb-1 flex justify-between text-sm">
              <span>{t('memory')}</span>
              <span>{t('memoryOf', { used: gib(card.usedMib), total: gib(card.totalMib) })}</span>
            </div>
            <Bar percent={(card.usedMib / card.totalMib) * 100} label={t('memoryOf', { used: gib(card.usedMib), total: gib(card.totalMib) })} />
          </div>
        ))}
        <small className="mt-3 block">{t('shares', { cards: node.cards.length, shares: node.capacity })}</small>
      </div>
      <KeyValues
        labelWidth={104}
        rows={[
          ...node.cards.map((card, i) => ({
            key: `use-${i}`,
            label: t('utilisation'),
            value: [
              card.utilisationPercent !== undefined && `${card.utilisationPercent} %`,
              card.temperature !== undefined && `${card.temperature} °C`,
              card.watts !== undefined && `${Math.round(card.watts)} W`,
            ]
              .filter(Boolean)
              .join(' · '),
          })),
          {
            key: 'driver',
            label: t('driver'),
            value: node.driver ? [node.driver, node.cuda && `CUDA ${node.cuda}`].filter(Boolean).join(' · ') : t('unknown'),
          },
          { key: 'offered', label: t('offered'), value: t('offeredOf', { allocatable: node.allocatable, capacity: node.capacity }) },
        ]}
      />
    </Card>
  );
}

function gib(mib: number): string {
  return (mib / 1024).toFixed(1);
}
