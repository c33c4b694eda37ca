import { GPU_NODE, GPU_RESOURCE, SERVER_NODE } from '../world/identity';
import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { condition, setCondition } from './conditions';
import { CLAIM, LONGHORN_VOLUME, NODE, POD } from './kinds';
import { isActive } from './pods';
import { startReconciler } from './reconciler';
import { allocatable, fitsSelector, requested, untoleratedTaint } from './scheduling';

const RESOURCES = [GPU_RESOURCE, 'cpu', 'memory'] as const;
const RETRY_MS = 30_000;

/** Gives each pod a node, or says in the scheduler's words why there is none. */
export function startScheduler(world: LabWorld): void {
  const { store } = world;

  /** Why a node will not do, as it stands in the message; undefined when it will. */
  function objection(pod: LabObject, node: LabObject): string | undefined {
    if (!fitsSelector(pod.spec, node)) return "node(s) didn't match Pod's node affinity/selector";
    const taint = untoleratedTaint(pod.spec, node);
    if (taint) return `node(s) had untolerated taint {${taint.key}: ${taint.value ?? ''}}`;
    if (node.spec?.unschedulable) return 'node(s) were unschedulable';
    const others = store.list(POD).filter((other) => other.spec.nodeName === node.metadata.name && isActive(other));
    for (const resource of RESOURCES) {
      const asked = requested(pod.spec, resource);
      if (asked === 0) continue;
      const taken = others.reduce((total, other) => total + requested(other.spec, resource), 0);
      if (asked + taken > allocatable(node, resource)) return `Insufficient ${resource}`;
    }
    return undefined;
  }

  /** GPU pods and pods whose volume is attached to the workstation go there, the rest to the server node while it takes them. */
  function preference(pod: LabObject): string {
    if (requested(pod.spec, GPU_RESOURCE) > 0) return GPU_NODE;
    if (pod.metadata.labels?.['nuclio.io/class'] === 'function') return GPU_NODE;
    const claims = (pod.spec.volumes ?? []).map((volume: LabObject) => volume.persistentVolumeClaim?.claimName).filter(Boolean);
    for (const name of claims) {
      const claim = store.get(CLAIM, pod.metadata.namespace, name);
      if (claim?.spec.accessModes?.[0] !== 'ReadWriteOnce') continue;
      const volume = store.get(LONGHORN_VOLUME, 'longhorn-system', claim.spec.volumeName ?? '');
      if (volume) return volume.status.currentNodeID;
    }
    return SERVER_NODE;
  }

  function bind(pod: LabObject, node: string) {
    const { namespace = '', name } = pod.metadata;
    store.change(POD, namespace, name, 'kube-scheduler', (draft) => {
      draft.spec.nodeName = node;
      setCondition(draft, { type: 'PodScheduled', status: 'True', reason: undefined, message: undefined }, world.clock.now());
      draft.status.conditions = draft.status.conditions.map(({ type, status, lastTransitionTime }: LabObject) => ({ type, status, lastTransitionTime }));
    });
    world.event({
      namespace,
      kind: 'Pod',
      name,
      type: 'Normal',
      reason: 'Scheduled',
      message: `Successfully assigned ${namespace}/${name} to ${node}`,
      component: 'default-scheduler',
    });
  }

  function refuse(pod: LabObject, objections: readonly string[], total: number) {
    const { namespace = '', name } = pod.metadata;
    const counts = new Map<string, number>();
    for (const text of objections) counts.set(text, (counts.get(text) ?? 0) + 1);
    const parts = [...counts].map(([text, count]) => `${count} ${text}`).sort();
    const message = `0/${total} nodes are available: ${parts.join(', ')}. no new claims to deallocate, preemption: 0/${total} nodes are available: ${total} Preemption is not helpful for scheduling.`;
    store.change(
      POD,
      namespace,
      name,
      'kube-scheduler',
      (draft) => setCondition(draft, { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }, world.clock.now()),
      'status',
    );
    world.event({ namespace, kind: 'Pod', name, type: 'Warning', reason: 'FailedScheduling', message, component: 'default-scheduler' });
    world.timers.enqueue(`scheduler retry ${namespace}/${name}`, RETRY_MS, () => schedule(namespace, name));
  }

  function schedule(namespace: string, name: string) {
    const pod = store.get(POD, namespace, name);
    if (!pod || pod.spec.nodeName || !isActive(pod)) return;
    const nodes = store.list(NODE);
    const verdicts = nodes.map((node) => ({ node: node.metadata.name, objection: objection(pod, node) }));
    const fitting = verdicts.filter((verdict) => verdict.objection === undefined).map((verdict) => verdict.node);
    const preferred = preference(pod);
    const node = fitting.includes(preferred) ? preferred : fitting[0];
    if (node) bind(pod, node);
    else
      refuse(
        pod,
        verdicts.map((verdict) => verdict.objection as string),
        nodes.length,
      );
  }

  const waiting = () =>
    store
      .list(POD)
      .filter((pod) => condition(pod, 'PodScheduled')?.status === 'False')
      .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);

  startReconciler(world, {
    name: 'scheduler',
    delayMs: 15,
    keysOf: ({ type, object }) => {
      if (object.kind === 'Node' && object.apiVersion === 'v1') return waiting();
      if (object.kind !== 'Pod') return [];
      if (type === 'DELETED') return waiting();
      return type === 'ADDED' && !object.spec.nodeName ? [`${object.metadata.namespace}/${object.metadata.name}`] : [];
    },
    reconcile: schedule,
  });
}
