import type { Evidence } from '@/lib/domain/finding';

const SAME_MOMENT_MS = 15_000;

/** The oldest piece when all were read from one kind of source at about one moment: then source and age are said once. */
export function sharedSource(evidence: readonly Evidence[]): Evidence | undefined {
  const [oldest, ...rest] = [...evidence].sort((a, b) => a.at.localeCompare(b.at));
  if (!oldest || rest.length === 0) return undefined;
  const isShared = rest.every((item) => item.source.kind === oldest.source.kind && Date.parse(item.at) - Date.parse(oldest.at) <= SAME_MOMENT_MS);
  return isShared ? oldest : undefined;
}
