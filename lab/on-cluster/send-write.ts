import { kindOf } from '../world/create-object-store';
import type { LabObject } from '../world/object-store';
import { type ClusterAccess, ClusterRefusal } from './cluster-access';
import { mergeDifference } from './merge-difference';
import { mirroredKind } from './mirrored-kinds';

/** One write to the mirror that the API server has still to get. */
export type Write =
  | { readonly verb: 'create'; readonly after: LabObject }
  | { readonly verb: 'change'; readonly before: LabObject; readonly after: LabObject }
  | { readonly verb: 'remove'; readonly before: LabObject };

/** Only these are written under their version: Kubernetes' own controllers write the others all the time. */
const GUARDED = 'nuclio.io/v1beta1/NuclioFunction';

/** Carries a write out. `versions` holds what the writes before it led to, by kind and name. Rejects with ClusterRefusal. */
export async function sendWrite(access: ClusterAccess, namespace: string, write: Write, versions: Map<string, string>): Promise<void> {
  const object = write.verb === 'remove' ? write.before : write.after;
  const { stored, pathOf } = mirroredKind(kindOf(object));
  const { name } = object.metadata;
  const key = `${stored} ${name}`;
  const path = pathOf(namespace, name);
  if (write.verb === 'remove') {
    // Measured: Nuclio's resource goes at once, the Deployment with its pods in the foreground.
    await access.call('DELETE', `${path}?propagationPolicy=${stored === GUARDED ? 'Background' : 'Foreground'}`).catch(unlessGone);
    return;
  }
  const answer = (await (write.verb === 'create'
    ? access.call('POST', pathOf(namespace), withoutServerFields(write.after))
    : access.call('PATCH', path, patchOf(write.before, write.after, stored === GUARDED ? versions.get(key) : undefined)))) as LabObject;
  versions.set(key, answer.metadata.resourceVersion ?? '');
}

function patchOf(before: LabObject, after: LabObject, version: string | undefined) {
  const patch = mergeDifference(withoutVersion(before), withoutVersion(after)) ?? {};
  if (kindOf(before) !== GUARDED) return patch;
  return { ...patch, metadata: { ...(patch.metadata as object | undefined), resourceVersion: version ?? before.metadata.resourceVersion } };
}

function withoutVersion({ metadata, ...rest }: LabObject) {
  const { resourceVersion: _, generation: __, ...kept } = metadata;
  return { ...rest, metadata: kept };
}

function withoutServerFields(object: LabObject): LabObject {
  const { uid: _, resourceVersion: __, creationTimestamp: ___, generation: ____, ...metadata } = object.metadata;
  // The lab deals out addresses of its own; here the API server does.
  const { clusterIP: _____, clusterIPs: ______, ...spec } = (object.spec ?? {}) as Record<string, unknown>;
  return { ...object, metadata, ...(object.spec ? { spec } : {}) };
}

function unlessGone(error: unknown): void {
  if (!(error instanceof ClusterRefusal) || error.status !== 404) throw error;
}
