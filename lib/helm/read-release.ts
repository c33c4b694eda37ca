import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { HelmReleaseFact } from '@/lib/domain/facts/cvat';
import type { ChartValues, ReleaseRecords, ReleaseRevision } from '@/lib/domain/ports/helm';
import { redact } from '@/lib/domain/redact';
import { decodeRelease } from '@/lib/helm/decode-release';

export interface HelmReader {
  /** The newest revision, also one that failed or hangs. Throws `not-found`, and `cluster-denied` with the missing right. */
  release(): Promise<HelmReleaseFact>;
  /** What people set, of the revision that is deployed (else of the newest), secrets redacted. Undefined when there is no release. */
  values(): Promise<ChartValues | undefined>;
}

/** Reads one release from Helm's own records. */
export function createHelmReader(records: ReleaseRecords, namespace: string, release: string): HelmReader {
  return {
    async release() {
      const newest = newestOf(await records.list(namespace, release));
      if (!newest) throw new AppError('not-found', { detail: `no Helm release ${release}` });
      const { name, chart, version, info, namespace: inNamespace } = decodeRelease(await records.read(namespace, newest.name));
      const { metadata } = chart;
      return {
        name,
        namespace: inNamespace || namespace,
        chart: metadata.name,
        chartVersion: metadata.version,
        revision: version,
        // The label is changed first when an upgrade dies half-way.
        status: newest.status === 'unknown' ? info.status : newest.status,
        ...(metadata.appVersion ? { appVersion: metadata.appVersion } : {}),
        ...(info.last_deployed ? { deployedAt: info.last_deployed } : {}),
      };
    },
    async values() {
      const revisions = await records.list(namespace, release);
      const chosen = newestOf(revisions.filter((revision) => revision.status === 'deployed')) ?? newestOf(revisions);
      if (!chosen) return undefined;
      return redact(decodeRelease(await records.read(namespace, chosen.name)).config ?? {}) as ChartValues;
    },
  };
}

function newestOf(revisions: readonly ReleaseRevision[]): ReleaseRevision | undefined {
  return [...revisions].sort((a, b) => b.revision - a.revision)[0];
}
