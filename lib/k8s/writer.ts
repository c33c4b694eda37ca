import 'server-only';
import { AppError, hasCode } from '@/lib/domain/errors';
import type { Target } from '@/lib/domain/operation';
import type { ClusterWriter, DryRunWriter, PatchType } from '@/lib/domain/ports/writers';
import { apiPath, isApiKind, rightOf } from '@/lib/k8s/api-path';
import type { ApiAnswer, ClusterConnection } from '@/lib/k8s/connection';
import { liveObject } from '@/lib/k8s/live-object';
import { guardedPatch, patchContentTypes } from '@/lib/k8s/patch-body';
import { readObject } from '@/lib/k8s/read-object';

const FIELD_MANAGER = 'loupe';

/** Answers what would be, and changes nothing. Throws `target-gone`, `cluster-conflict`, `cluster-invalid` with the server's `reason`, `cluster-denied`. */
export function createDryRunWriter(connection: ClusterConnection): DryRunWriter {
  return writer(connection, 'All');
}

/** The only thing in Loupe that changes objects of the cluster. Errors as of the dry run. */
export function createClusterWriter(connection: ClusterConnection): ClusterWriter {
  return { ...writer(connection, undefined), real: true };
}

function writer(connection: ClusterConnection, dryRun: 'All' | undefined): DryRunWriter {
  return {
    async patch(target, patchType, body) {
      const answer = await onTarget(connection, target, () => sendPatch(connection, target, patchType, body, dryRun));
      return { object: liveObject(answer.body), warnings: answer.warnings };
    },
    async remove(target, propagation) {
      const kind = apiKindOf(target);
      const answer = await onTarget(connection, target, () =>
        connection.json({
          method: 'DELETE',
          path: apiPath(kind, { namespace: target.namespace, name: target.name }),
          right: rightOf('delete', kind),
          // In the body, never in the query: with a body the API server does not look at the query, and the dry run would delete.
          body: {
            apiVersion: 'v1',
            kind: 'DeleteOptions',
            ...(dryRun ? { dryRun: [dryRun] } : {}),
            propagationPolicy: propagation,
            preconditions: { uid: target.uid, resourceVersion: target.resourceVersion },
          },
        }),
      );
      return { warnings: answer.warnings };
    },
  };
}

function sendPatch(connection: ClusterConnection, target: Target, patchType: PatchType, body: unknown, dryRun: 'All' | undefined): Promise<ApiAnswer<unknown>> {
  const kind = apiKindOf(target);
  return connection.json({
    method: 'PATCH',
    path: apiPath(kind, { namespace: target.namespace, name: target.name }),
    right: rightOf('patch', kind),
    query: { fieldManager: FIELD_MANAGER, fieldValidation: 'Strict', dryRun },
    contentType: patchContentTypes[patchType],
    body: guardedPatch(target, patchType, body),
    timeoutMs: 30_000,
  });
}

function apiKindOf(target: Target) {
  if (!isApiKind(target.kind)) throw new AppError('forbidden', { detail: `objects of kind ${target.kind} are not changed` });
  return target.kind;
}

async function onTarget<T>(connection: ClusterConnection, target: Target, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (hasCode(error, 'not-found')) throw gone(target, error);
    throw hasCode(error, 'cluster-invalid') ? await whyInvalid(connection, target, error) : error;
  }
}

/** A failed `test` of a JSON patch and an immutable uid look like an invalid patch: only the object itself tells whether it has moved. */
async function whyInvalid(connection: ClusterConnection, target: Target, error: AppError): Promise<AppError> {
  const now = await readObject(connection, target).catch(() => 'unknown' as const);
  if (now === 'unknown') return error;
  if (now === undefined) return gone(target, error);
  const { uid, resourceVersion } = now.metadata;
  if (uid === target.uid && resourceVersion === target.resourceVersion) return error;
  return new AppError('cluster-conflict', { params: { status: 409, reason: 'the object changed after the plan' }, cause: error });
}

function gone(target: Target, cause: unknown): AppError {
  return new AppError('target-gone', { params: { name: target.name }, cause });
}
