import 'server-only';
import { isDnsLabel } from '@/lib/domain/dns-name';
import { AppError } from '@/lib/domain/errors';
import type { ReleaseRecords, ReleaseRevision } from '@/lib/domain/ports/helm';
import { releaseSecretPath } from '@/lib/k8s/api-path';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { number, record, records, text, textMap } from '@/lib/k8s/map/api-object';

const METADATA_ONLY = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json';

/** Helm's records in Secrets. The list asks for metadata only: contents are megabytes and full of passwords. */
export function createReleaseRecords(connection: ClusterConnection): ReleaseRecords {
  return {
    async list(namespace, release) {
      if (!isDnsLabel(release)) throw new AppError('invalid-name', { params: { name: release.slice(0, 80) } });
      const { body } = await connection.json({
        path: releaseSecretPath(namespace),
        right: 'list secrets',
        query: { labelSelector: `owner=helm,name=${release}` },
        accept: METADATA_ONLY,
      });
      return records(record(body).items).flatMap((item) => revisionOf(record(item.metadata)));
    },
    async read(namespace, name) {
      const { body } = await connection.json({ path: releaseSecretPath(namespace, name), right: 'get secrets' });
      const encoded = text(record(record(body).data).release);
      if (encoded === undefined) throw new AppError('cluster-failed', { params: { status: 200, reason: 'no release in the record' } });
      return Buffer.from(encoded, 'base64').toString('utf8');
    },
  };
}

function revisionOf(metadata: Readonly<Record<string, unknown>>): readonly ReleaseRevision[] {
  const labels = textMap(metadata.labels);
  const name = text(metadata.name);
  const revision = number(labels.version);
  return name && revision !== undefined ? [{ name, revision, status: labels.status ?? 'unknown' }] : [];
}
