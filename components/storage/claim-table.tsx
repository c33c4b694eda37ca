'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Bar } from '@/components/ui/bar';
import { type Column, DataTable } from '@/components/ui/data-table';
import { formatLevel, formatSize } from '@/lib/domain/format-size';
import type { ClaimRow } from '@/lib/domain/rows/topics';
import { ClaimFull } from './claim-full';
import { percentOf } from './claim-order';
import { ClaimSource } from './claim-source';
import { LevelBound } from './level-bound';
import { SharedDisk } from './shared-disk';

/** All claims: level, when full, room to grow, and where each figure was read. */
export function ClaimTable({ claims, empty }: { claims: readonly ClaimRow[]; empty: ReactNode }) {
  const t = useTranslations('storage');
  const columns: Column<ClaimRow>[] = [
    {
      key: 'claim',
      head: t('heads.claim'),
      isTitle: true,
      cell: (c) => (
        <>
          {c.findingId ? (
            <Link className="link font-medium" href={`/findings/${c.findingId}`}>
              {c.label}
            </Link>
          ) : (
            <span className="font-medium">{c.label}</span>
          )}
          <small className="block">{[c.usedBy, c.node].filter(Boolean).join(' · ') || t('notMounted')}</small>
        </>
      ),
    },
    {
      key: 'level',
      head: t('heads.level'),
      className: 'desk:w-48',
      cell: (c) => (
        <span className="block pt-1.5">
          <Bar percent={percentOf(c)} tone={c.tone} label={t('bar', { name: c.label, level: levelWords(c, t('unknown')) })} />
          <SharedDisk claim={c} />
        </span>
      ),
    },
    {
      key: 'used',
      head: t('heads.used'),
      numeric: true,
      cell: (c) =>
        c.usedBytes === undefined || c.capacityBytes === undefined ? (
          <LevelBound claim={c} />
        ) : (
          <>
            {formatLevel(c.usedBytes, c.capacityBytes)}
            {c.inodesPercent !== undefined && c.inodesPercent >= 50 && <small className="block">{t('inodes', { percent: Math.round(c.inodesPercent) })}</small>}
          </>
        ),
    },
    { key: 'full', head: t('heads.full'), cell: (c) => <ClaimFull claim={c} /> },
    {
      key: 'grow',
      head: t('heads.grow'),
      cell: (c) => (
        <>
          {c.canGrowToBytes === undefined ? t('growUnknown') : formatSize(c.canGrowToBytes)}
          <small className="block">{t(`growth.${c.growthLimitedBy}`)}</small>
        </>
      ),
    },
    { key: 'source', head: t('heads.source'), cell: (c) => <ClaimSource claim={c} /> },
  ];
  return <DataTable label={t('all')} columns={columns} rows={claims} rowKey={(c) => c.id} empty={empty} />;
}

function levelWords(claim: ClaimRow, unknown: string): string {
  return claim.usedBytes === undefined || claim.capacityBytes === undefined ? unknown : formatLevel(claim.usedBytes, claim.capacityBytes);
}
