import 'server-only';
import type { ApiKind } from '@/lib/domain/resource-ref';
import { apiPath, rightOf } from '@/lib/k8s/api-path';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { record, text } from '@/lib/k8s/map/api-object';

const PAGE_SIZE = 500;

export interface ListScope {
  readonly kind: ApiKind;
  readonly namespace?: string | undefined;
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
}

/**
 * A whole list in pages of 500; each page is handed over and dropped. Answers the list's resourceVersion, which is only good for
 * starting a watch. Throws the connection's errors; `cluster-gone` when the server gave up on the continuation.
 */
export async function listPages(
  connection: ClusterConnection,
  scope: ListScope,
  onItem: (item: unknown) => void,
  signal?: AbortSignal,
): Promise<string | undefined> {
  let next: string | undefined;
  let version: string | undefined;
  do {
    const { body } = await connection.json({
      path: apiPath(scope.kind, { namespace: scope.namespace }),
      right: rightOf('list', scope.kind),
      query: { limit: PAGE_SIZE, continue: next, labelSelector: scope.labelSelector, fieldSelector: scope.fieldSelector },
      timeoutMs: 30_000,
      signal,
    });
    const page = record(body);
    if (Array.isArray(page.items)) for (const item of page.items) onItem(item);
    const metadata = record(page.metadata);
    next = text(metadata.continue);
    version = text(metadata.resourceVersion) ?? version;
  } while (next !== undefined);
  return version;
}
