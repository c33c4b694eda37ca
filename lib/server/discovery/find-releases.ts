import 'server-only';
import { type Clock, toIso } from '@/lib/domain/clock';
import { candidatesOf } from '@/lib/domain/discovery/candidates';
import type { ReleaseCandidate, ReleaseSearch } from '@/lib/domain/discovery/release-candidate';
import type { HelmReleaseFact } from '@/lib/domain/facts/cvat';
import type { BackendFinder } from '@/lib/domain/ports/backend-finder';

interface FindReleasesDeps {
  readonly backends: BackendFinder;
  /** Whether Helm's records of a namespace may be read. Asked before each: a Secret is not something to try. */
  readonly mayReadRecords: (namespace: string) => Promise<boolean>;
  readonly record: (namespace: string, release: string) => Promise<HelmReleaseFact>;
  readonly clock: Clock;
}

/**
 * One look around for CVAT releases. Only the records of releases whose backend was seen are opened: what else is installed is none of Loupe's
 * business. Throws cluster-* codes when the API server cannot be asked.
 */
export function createReleaseFinder({
  backends,
  mayReadRecords,
  record,
  clock,
}: FindReleasesDeps): (hints: readonly string[], signal?: AbortSignal) => Promise<ReleaseSearch> {
  const withRecord = async (candidate: ReleaseCandidate): Promise<ReleaseCandidate> => {
    // A missing or unreadable record takes nothing away from what was seen.
    const found = await record(candidate.namespace, candidate.release).catch(() => undefined);
    return found ? { ...candidate, foundBy: 'helm', chart: { name: found.chart, version: found.chartVersion } } : candidate;
  };

  return async (hints, signal) => {
    const { scope, signs, missingRights } = await backends.find(hints, signal);
    const byHelm = new Set(signs.filter((sign) => sign.byHelm).map(({ namespace }) => namespace));
    const readable = new Map(await Promise.all([...byHelm].map(async (namespace) => [namespace, await mayReadRecords(namespace)] as const)));
    const candidates = await Promise.all(candidatesOf(signs).map((candidate) => (readable.get(candidate.namespace) ? withRecord(candidate) : candidate)));
    const lacksRecords = [...readable.values()].includes(false);
    return { at: toIso(clock.now()), scope, candidates, missingRights: [...missingRights, ...(lacksRecords ? ['get secrets'] : [])] };
  };
}
