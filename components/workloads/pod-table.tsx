'use client';

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useTranslations } from 'next-intl';
import { useLayoutEffect, useRef, useState } from 'react';
import type { PodRow } from '@/lib/domain/rows/topics';
import { PodLine, podGrid } from './pod-line';

const heads = ['pod', 'state', 'ready', 'restarts', 'node', 'age'] as const;

/** What the server draws for a window whose size it does not know. */
const FIRST_RECT = { width: 1_280, height: 900 };

/** All pods, drawn as far as they are in sight: 10,000 rows scroll like ten. Nothing is cut off; of `count` pods only the first `rows` may be read yet. */
export function PodTable({ rows, count }: { rows: readonly PodRow[]; count: number }) {
  const t = useTranslations('workloads');
  const body = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop(body.current?.offsetTop ?? 0), []);
  const virtual = useWindowVirtualizer({
    ...{ count, estimateSize: () => 52, overscan: 12, scrollMargin: top, initialRect: FIRST_RECT },
    getItemKey: (i) => rows[i]?.id ?? i,
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are placed by hand, which a table's own layout does not allow.
    <div role="table" aria-label={t('table')} aria-rowcount={count + 1} className="text-sm">
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: a row of heads is not interactive */}
      <div role="row" aria-rowindex={1} className={`${podGrid} pb-2 text-xs text-ink3 max-desk:sr-only`}>
        {heads.map((head) => (
          // biome-ignore lint/a11y/useSemanticElements: as above
          // biome-ignore lint/a11y/useFocusableInteractive: as above
          <span key={head} role="columnheader" className={head === 'restarts' ? 'text-right' : undefined}>
            {t(`heads.${head}`)}
          </span>
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div ref={body} role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            // biome-ignore lint/a11y/useSemanticElements: as above
            // biome-ignore lint/a11y/useFocusableInteractive: the link in its first cell is
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              data-pod={row.name}
              role="row"
              aria-rowindex={item.index + 2}
              className={`${podGrid} absolute top-0 left-0 w-full py-2 shadow-[0_-1px_var(--line2)]`}
              style={{ transform: `translateY(${item.start - top}px)` }}
            >
              <PodLine row={row} />
            </div>
          );
        })}
      </div>
    </div>
  );
}
