import { isRecord } from '../world/merge-keys';
import type { LabObject } from '../world/object-store';
import { applyPatch, patchKindOf } from './apply-patch';
import { readPatch } from './change-object';
import type { RequestInfo } from './request-info';
import { conflict, invalid, notFound } from './status-error';
import { storeUpdate, type WriteContext, type WriteResult } from './store-write';
import type { CallOptions } from './write-options';

/** A workload seen as its scale: how many are wanted, how many there are. */
export function scaleOf({ metadata, spec, status }: LabObject): LabObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = metadata;
  const labels = Object.entries((spec?.selector?.matchLabels ?? {}) as Record<string, string>);
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp } as LabObject['metadata'],
    // None at all is left out of the answer, as every zero of this object is.
    spec: { ...((spec?.replicas ?? 1) !== 0 && { replicas: spec?.replicas ?? 1 }) },
    status: { replicas: status?.replicas ?? 0, selector: labels.map(([key, value]) => `${key}=${value}`).join(',') },
  };
}

/** GET, PUT and PATCH of `/scale`. Changes nothing but spec.replicas of the workload. */
export function handleScale(context: WriteContext, info: RequestInfo, contentType: string | undefined, body: string, options: CallOptions): WriteResult {
  const { store } = context;
  const workload = store.get(info.resource.stored, info.namespace, info.name as string);
  if (!workload) throw notFound(info.resource, info.name as string);
  const before = scaleOf(workload);
  if (info.verb === 'get') return { object: before, warnings: [] };
  const after = info.verb === 'patch' ? patched(info, contentType, before, body) : (readPatch(body, JSON.parse) as LabObject);
  const { uid, resourceVersion } = after.metadata ?? {};
  const { name } = workload.metadata;
  if (uid && uid !== workload.metadata.uid) {
    throw conflict(info.resource, name, `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${workload.metadata.uid}`, 'scale');
  }
  const replicas: unknown = (isRecord(after.spec) ? after.spec.replicas : undefined) ?? 0;
  if (!Number.isInteger(replicas) || (replicas as number) < 0) {
    throw invalid({ kind: 'Scale', group: 'autoscaling' }, name, [
      {
        field: 'spec.replicas',
        reason: 'FieldValueInvalid',
        message: `Invalid value: ${JSON.stringify(replicas)}: must be greater than or equal to 0`,
      },
    ]);
  }
  const wanted = { ...workload, spec: { ...workload.spec, replicas } } as LabObject;
  wanted.metadata = { ...workload.metadata, ...(resourceVersion && { resourceVersion }) };
  const result = storeUpdate(context, { ...info, subresource: 'scale' }, workload, wanted, options);
  return { object: scaleOf(result.object), warnings: result.warnings };
}

function patched(info: RequestInfo, contentType: string | undefined, before: LabObject, body: string): LabObject {
  const kind = patchKindOf(contentType, info.resource);
  const patch = readPatch(body, JSON.parse);
  return kind === 'apply' ? ({ ...before, ...(patch as LabObject) } as LabObject) : applyPatch(kind, before, patch);
}
