import 'server-only';
import { AppError, hasCode } from '@/lib/domain/errors';
import type { LiveObject } from '@/lib/domain/ports/readers';
import type { ResourceRef } from '@/lib/domain/resource-ref';
import { apiPath, isApiKind, rightOf } from '@/lib/k8s/api-path';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { liveObject } from '@/lib/k8s/live-object';

/** The object as it is now, or undefined when it is not there. Throws `forbidden` for kinds Loupe does not read, Secrets among them. */
export async function readObject(connection: ClusterConnection, ref: ResourceRef, signal?: AbortSignal): Promise<LiveObject | undefined> {
  if (!isApiKind(ref.kind)) throw new AppError('forbidden', { detail: `objects of kind ${ref.kind} are not read` });
  try {
    const { body } = await connection.json({ path: apiPath(ref.kind, { namespace: ref.namespace, name: ref.name }), right: rightOf('get', ref.kind), signal });
    return liveObject(body);
  } catch (error) {
    if (hasCode(error, 'not-found')) return undefined;
    throw error;
  }
}
