'use client';

import { useTranslations } from 'next-intl';
import type { GpuCardRow } from '@/lib/domain/rows/topics';

/** Who holds shares of the node's cards, and how many are free. */
export function GpuHolders({ node }: { node: GpuCardRow }) {
  const t = useTranslations('gpu.node');
  const held = node.holders.reduce((sum, h) => sum + h.gpus, 0);
  return (
    <ul aria-label={t('holders')} className="grid gap-2 sm:grid-cols-2 desk:grid-cols-4">
      {node.holders.map((holder) => (
        <li key={holder.pod} className="hairline min-w-0 rounded-md bg-sunk px-3 py-2">
          <span className="block truncate font-medium" title={holder.functionName ?? holder.pod}>
            {holder.functionName ?? holder.pod}
          </span>
          <small>{t('holds', { count: holder.gpus })}</small>
        </li>
      ))}
      {node.allocatable > held && (
        <li className="px-3 py-2 text-ink2">
          {t('free')}
          <small className="block">{t('freeOf', { free: node.allocatable - held, total: node.allocatable })}</small>
        </li>
      )}
    </ul>
  );
}
