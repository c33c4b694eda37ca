'use client';

import { useTranslations } from 'next-intl';
import { formatSize } from '@/lib/domain/format-size';
import type { ClaimRow } from '@/lib/domain/rows/topics';

const parts = [
  { key: 'liveBytes', name: 'live', fill: 'bg-fill2' },
  { key: 'archiveBytes', name: 'archive', fill: 'bg-fill3' },
  { key: 'restBytes', name: 'rest', fill: 'bg-edge' },
  { key: 'freeBytes', name: 'free', fill: 'bg-track' },
] as const;

/** What KVRocks holds: live data, archived WAL, the rest, and what is free. */
export function Composition({ composition, capacityBytes }: { composition: NonNullable<ClaimRow['composition']>; capacityBytes: number }) {
  const t = useTranslations('storage.composition');
  return (
    <div>
      <h3>{t('title')}</h3>
      <div aria-hidden className="mt-3 flex h-2 overflow-hidden rounded-full bg-track">
        {parts.map((part) => (
          <span key={part.key} className={part.fill} style={{ width: `${(composition[part.key] / capacityBytes) * 100}%` }} />
        ))}
      </div>
      <dl className="mt-2">
        {parts.map((part) => (
          <div key={part.key} className="not-first:rule-above grid grid-cols-[12px_minmax(0,1fr)_auto] gap-x-3 py-2 text-sm">
            <span aria-hidden className={`mt-1 size-3 rounded-sm ${part.fill}`} />
            <dt>
              {t(part.name)}
              <small className="block">{t(`${part.name}Note`, { files: composition.liveFiles ?? 'none' })}</small>
            </dt>
            <dd className="text-right whitespace-nowrap">{formatSize(composition[part.key])}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
