import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { Target } from '@/lib/domain/operation';
import type { PatchType } from '@/lib/domain/ports/writers';

export const patchContentTypes = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
} as const satisfies Record<PatchType, string>;

/**
 * The patch with the planned uid and resourceVersion as preconditions: `test` operations in front of a JSON patch, fields of metadata in
 * the other two, which the API server compares. So a patch never lands on an object that moved since the plan. Throws `invalid-input` for
 * a body that does not fit its type.
 */
export function guardedPatch(target: Target, type: PatchType, body: unknown): unknown {
  if (type === 'json') {
    if (!Array.isArray(body)) throw new AppError('invalid-input', { detail: 'a JSON patch is a list' });
    return [
      { op: 'test', path: '/metadata/uid', value: target.uid },
      { op: 'test', path: '/metadata/resourceVersion', value: target.resourceVersion },
      ...body,
    ];
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new AppError('invalid-input', { detail: 'a merge patch is an object' });
  const metadata = 'metadata' in body && typeof body.metadata === 'object' ? body.metadata : {};
  return { ...body, metadata: { ...metadata, uid: target.uid, resourceVersion: target.resourceVersion } };
}
