import { createHash } from 'node:crypto';
import { secondsIso } from '../world/object-meta';
import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { condition } from './conditions';
import { POD } from './kinds';

/** Letters Kubernetes makes names of: no vowels, so that no words come out. */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** Random end of a generated name. */
export function nameSuffix(world: LabWorld, length = 5): string {
  return Array.from({ length }, () => ALPHABET[Math.floor(world.random() * ALPHABET.length)]).join('');
}

/** JSON with sorted keys: templates that say the same are the same, in whatever order a client sent them. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, canonical(inner)]),
  );
}

/** Hash of a pod template, as it stands in ReplicaSets' names. */
export function templateHash(template: unknown, length = 10): string {
  const digest = createHash('sha256')
    .update(JSON.stringify(canonical(template)))
    .digest();
  return Array.from(digest.subarray(0, length), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

export function ownerReference(owner: LabObject) {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid as string,
    controller: true,
    blockOwnerDeletion: true,
  };
}

export function isOwnedBy(object: LabObject, owner: LabObject): boolean {
  return object.metadata.ownerReferences?.some((reference) => reference.uid === owner.metadata.uid) ?? false;
}

export function podsOf(world: LabWorld, owner: LabObject): LabObject[] {
  return world.store.list(POD, owner.metadata.namespace).filter((pod) => isOwnedBy(pod, owner));
}

export const isTerminating = (pod: LabObject) => pod.metadata.deletionTimestamp !== undefined;
export const isReady = (pod: LabObject) => condition(pod, 'Ready')?.status === 'True';
/** Counts for its controller: not going, not over. */
export const isActive = (pod: LabObject) => !isTerminating(pod) && pod.status?.phase !== 'Succeeded' && pod.status?.phase !== 'Failed';

interface NewPod {
  readonly owner: LabObject;
  readonly template: LabObject['template'];
  readonly name: string;
  readonly labels?: Record<string, string>;
  readonly manager?: string;
  readonly nodeName?: string;
  readonly volumes?: unknown[];
}

/** Creates a pod of a template, the way a controller does. */
export function createPod(world: LabWorld, { owner, template, name, labels = {}, nodeName, volumes = [] }: NewPod): LabObject {
  const spec = structuredClone(template.spec);
  if (nodeName) spec.nodeName = nodeName;
  if (volumes.length > 0) spec.volumes = [...volumes, ...(spec.volumes ?? [])];
  return world.store.put(
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name,
        ...(owner.metadata.namespace ? { namespace: owner.metadata.namespace } : {}),
        labels: { ...template.metadata?.labels, ...labels },
        ...(template.metadata?.annotations ? { annotations: { ...template.metadata.annotations } } : {}),
        ownerReferences: [ownerReference(owner)],
      },
      spec: { terminationGracePeriodSeconds: 30, dnsPolicy: 'ClusterFirst', enableServiceLinks: true, schedulerName: 'default-scheduler', ...spec },
      status: { phase: 'Pending', qosClass: 'BestEffort' },
    },
    'kube-controller-manager',
  );
}

/** Asks a pod to go; the kubelet removes it. */
export function deletePod(world: LabWorld, pod: LabObject, manager = 'kube-controller-manager'): void {
  if (isTerminating(pod)) return;
  world.store.change(POD, pod.metadata.namespace, pod.metadata.name, manager, (draft) => {
    draft.metadata.deletionTimestamp = secondsIso(world.clock.now());
    draft.metadata.deletionGracePeriodSeconds = 30;
  });
}

/** Every container's env value of a name, in a pod template or pod spec. */
export function envValue(podSpec: LabObject | undefined, container: string, name: string): string | undefined {
  const found = podSpec?.containers?.find((candidate: LabObject) => candidate.name === container);
  return found?.env?.find((entry: LabObject) => entry.name === name)?.value;
}
