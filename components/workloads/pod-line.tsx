'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Age } from '@/components/ui/age';
import { Pill } from '@/components/ui/pill';
import type { PodRow } from '@/lib/domain/rows/topics';
import { toneLook } from './tone';

/** Columns of a pod's row; below the desk width name, state and figures stand under each other. */
export const podGrid = 'grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 desk:grid-cols-[minmax(0,3fr)_minmax(0,2fr)_48px_64px_minmax(0,1fr)_88px]';

/** One pod: name and owner, state in words, ready containers, restarts, node, age. */
export function PodLine({ row }: { row: PodRow }) {
  const t = useTranslations('workloads');
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: cells of rows that are placed by hand */}
      <span role="cell" className="min-w-0">
        <Link
          prefetch={false}
          className="link block truncate font-medium max-desk:whitespace-normal max-desk:wrap-anywhere"
          title={row.name}
          href={`/workloads/${row.namespace}/${row.name}`}
        >
          {row.name}
        </Link>
        <small className="block truncate">
          {row.workloadKind} {row.workload}
        </small>
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <span role="cell" className="min-w-0">
        <Pill {...toneLook[row.tone]}>{row.state}</Pill>
        {row.message && (
          <small className="block truncate max-desk:hidden" title={row.message}>
            {row.message}
          </small>
        )}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <span role="cell" className="max-desk:text-xs">
        <span className="text-ink3 desk:hidden">{t('heads.ready')} </span>
        {row.ready}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <span role="cell" className="text-right max-desk:text-xs">
        <span className="text-ink3 desk:hidden">{t('heads.restarts')} </span>
        {row.restarts}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <span role="cell" className="truncate max-desk:text-xs" title={row.node}>
        {row.node ?? t('noNode')}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <span role="cell" className="text-ink2 max-desk:text-right max-desk:text-xs">
        <Age at={row.createdAt} />
      </span>
    </>
  );
}
