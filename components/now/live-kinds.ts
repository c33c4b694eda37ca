import type { Source } from '@/lib/domain/part';
import type { SourceRow } from '@/lib/domain/rows/topics';

/** Kinds of source that answer now. A value of another kind is shown as it was. */
export function liveKinds(sources: readonly SourceRow[]): ReadonlySet<Source['kind']> {
  return new Set(sources.filter((source) => source.state === 'live').map((source) => source.source.kind));
}
