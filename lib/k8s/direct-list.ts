import 'server-only';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { type ApiObject, isApiObject } from '@/lib/k8s/map/api-object';
import { type ListScope, listPages } from '@/lib/k8s/watch/list-pages';

/**
 * Lists past every cache, trimmed as the pages come. Throws the connection's errors. Objects that cannot be read are left out: one
 * malformed object must not hide the others.
 */
export async function listDirect<T>(
  connection: ClusterConnection,
  scope: ListScope,
  trim: (object: ApiObject) => T | undefined,
  signal?: AbortSignal,
): Promise<readonly T[]> {
  const found: T[] = [];
  await listPages(
    connection,
    scope,
    (item) => {
      if (!isApiObject(item)) return;
      try {
        const value = trim(item);
        if (value !== undefined) found.push(value);
      } catch {
        // Counted by the watch of the same kind; here the rest matters.
      }
    },
    signal,
  );
  return found;
}
