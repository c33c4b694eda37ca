'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { type Column, DataTable } from '@/components/ui/data-table';
import { Moment } from '@/components/ui/moment';
import { Pill } from '@/components/ui/pill';
import type { WorkloadRow } from '@/lib/domain/rows/topics';
import { toneLook } from './tone';

const tones: Record<WorkloadRow['tone'], number> = { bad: 0, warn: 1, unknown: 2, ok: 3, off: 4 };

/** Deployments, StatefulSets and DaemonSets: ready of wanted, images, revision, and who changed them last. */
export function OwnerTable({ rows, empty }: { rows: readonly WorkloadRow[]; empty: ReactNode }) {
  const t = useTranslations('workloads');
  const sorted = [...rows].sort((a, b) => tones[a.tone] - tones[b.tone] || a.name.localeCompare(b.name));
  const columns: Column<WorkloadRow>[] = [
    {
      key: 'name',
      head: t('heads.owner'),
      isTitle: true,
      cell: (r) => (
        <>
          {r.findingId ? (
            <Link className="link font-medium" href={`/findings/${r.findingId}`}>
              {r.name}
            </Link>
          ) : (
            <span className="font-medium">{r.name}</span>
          )}
          <small className="block">{r.kind}</small>
        </>
      ),
    },
    { key: 'ready', head: t('heads.readyOf'), cell: (r) => <Pill {...toneLook[r.tone]}>{t('readyOf', { ready: r.ready, desired: r.desired })}</Pill> },
    { key: 'restarts', head: t('heads.restarts'), numeric: true, cell: (r) => r.restarts },
    {
      key: 'images',
      head: t('heads.images'),
      wideOnly: true,
      cell: (r) =>
        r.images.map((image) => (
          <code key={image} className="block text-xs">
            {image}
          </code>
        )),
    },
    { key: 'revision', head: t('heads.revision'), numeric: true, wideOnly: true, cell: (r) => r.revision ?? t('noRevision') },
    {
      key: 'changed',
      head: t('heads.changed'),
      cell: (r) =>
        r.changedBy ? (
          <>
            {r.changedBy}
            {r.changedAt && (
              <small className="block">
                <Moment at={r.changedAt} seconds={false} />
              </small>
            )}
          </>
        ) : (
          t('notKnown')
        ),
    },
  ];
  return <DataTable label={t('owners')} columns={columns} rows={sorted} rowKey={(r) => r.id} empty={empty} />;
}
