import { isRecord } from '../world/merge-keys';
import type { LabObject } from '../world/object-store';
import type { ApiResource } from './api-resources';
import { applyJsonPatch, PatchMismatch } from './json-patch';
import { badRequest, StatusError, unsupportedMediaType } from './status-error';
import { strategicMerge } from './strategic-merge';

export type PatchKind = 'json' | 'merge' | 'strategic' | 'apply';

const KINDS: Readonly<Record<string, PatchKind>> = {
  'application/json-patch+json': 'json',
  'application/merge-patch+json': 'merge',
  'application/strategic-merge-patch+json': 'strategic',
  'application/apply-patch+yaml': 'apply',
};

/** The kind of patch a content type announces. Throws 415, also for a strategic patch of a custom resource. */
export function patchKindOf(contentType: string | undefined, resource: ApiResource): PatchKind {
  const kind = KINDS[(contentType ?? '').split(';')[0]?.trim() ?? ''];
  const accepted = Object.keys(KINDS).filter((type) => !resource.custom || KINDS[type] !== 'strategic');
  if (!kind || (kind === 'strategic' && resource.custom)) {
    throw unsupportedMediaType(`the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`);
  }
  return kind;
}

/** The object after the patch; the original is not touched. Throws 400 for a malformed patch, 422 for one that does not fit. */
export function applyPatch(kind: Exclude<PatchKind, 'apply'>, object: LabObject, patch: unknown): LabObject {
  if (kind === 'json') return jsonPatched(object, patch);
  if (!isRecord(patch)) throw badRequest('error decoding patch: json: cannot unmarshal into Go value of type map[string]interface {}');
  return (kind === 'merge' ? mergePatch(object, patch) : strategicMerge(object, patch)) as LabObject;
}

/** RFC 7386. */
function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch;
  const result: Record<string, unknown> = isRecord(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = mergePatch(result[key], value);
  }
  return result;
}

function jsonPatched(object: LabObject, patch: unknown): LabObject {
  if (!Array.isArray(patch)) throw badRequest('error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp');
  try {
    return applyJsonPatch(object, patch) as LabObject;
  } catch (cause) {
    if (!(cause instanceof PatchMismatch)) throw cause;
    // A failed test and a path that is not there are told apart by nobody: the real answer is this general one.
    throw new StatusError({ code: 422, reason: 'Invalid', message: 'the server rejected our request due to an error in our request', details: {} });
  }
}
