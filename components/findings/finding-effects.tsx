'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { Message } from '@/components/ui/message';
import { RowList } from '@/components/ui/row-list';
import { Since } from '@/components/ui/since';
import { StatusIcon } from '@/components/ui/status-icon';
import type { FindingRow } from '@/lib/domain/rows/topics';

/** What follows from a finding: gone when it is. */
export function FindingEffects({ effects, label }: { effects: readonly FindingRow[]; label: string }) {
  return (
    <div>
      <p className="text-xs text-ink3">{label}</p>
      <RowList
        label={label}
        rows={effects.map((effect) => ({
          key: effect.id,
          start: (
            <Link href={`/findings/${effect.id}` as Route} className="flex items-start gap-2 text-ink2 hover:text-ink">
              <StatusIcon name="follows" size="small" className="mt-1" />
              <span className="min-w-0">
                <Message text={effect.title} />
              </span>
            </Link>
          ),
          end: <Since at={effect.since} withSpan={false} />,
        }))}
      />
    </div>
  );
}
