import type { Source } from '@/lib/domain/part';
import type { SourceRow } from '@/lib/domain/rows/topics';

export interface SourceGroup {
  readonly kind: Source['kind'];
  /** The worst state of its parts. */
  readonly state: SourceRow['state'];
  /** Oldest answer of the parts in that state. */
  readonly asOf: string | undefined;
  /** Parts in that state. */
  readonly rows: readonly SourceRow[];
  readonly total: number;
}

const worstFirst: readonly SourceRow['state'][] = ['stale', 'unreachable', 'denied', 'starting', 'live', 'not-configured'];

/** Sources by where they are read: one line each, with what is worst there. Those that need a look stand first. */
export function groupSources(sources: readonly SourceRow[]): SourceGroup[] {
  const kinds = [...new Set(sources.map((row) => row.source.kind))];
  return kinds
    .map((kind): SourceGroup => {
      const all = sources.filter((row) => row.source.kind === kind);
      const state = worstFirst.find((one) => all.some((row) => row.state === one)) ?? 'starting';
      const rows = all.filter((row) => row.state === state);
      const asOf = rows
        .map((row) => row.asOf)
        .filter((at) => at !== undefined)
        .sort()[0];
      return { kind, state, asOf, rows, total: all.length };
    })
    .sort((a, b) => worstFirst.indexOf(a.state) - worstFirst.indexOf(b.state));
}
