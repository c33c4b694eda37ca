import { kindOf } from '../world/create-object-store';
import type { LabObject, StoreEvent } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { deadlineLeftMs, maxSurge, maxUnavailable, type Rollout, writeDeploymentStatus } from './deployment-status';
import { DEPLOYMENT, POD, REPLICA_SET } from './kinds';
import { isActive, isOwnedBy, ownerReference, podsOf, templateHash } from './pods';
import { type Again, keyOfSelfOrOwner, startReconciler } from './reconciler';

const MANAGER = 'kube-controller-manager';
const REVISION = 'deployment.kubernetes.io/revision';
/** Earlier numbers of a ReplicaSet that was taken up again. */
const HISTORY = 'deployment.kubernetes.io/revision-history';
const HASH = 'pod-template-hash';
const DEFAULT_HISTORY = 10;

const revisionOf = (object: LabObject) => Number(object.metadata.annotations?.[REVISION] ?? 0);

/** ReplicaSets per template, revisions, Recreate and RollingUpdate, status, the progress deadline. */
export function startDeployments(world: LabWorld): void {
  const { store } = world;

  const setsOf = (deployment: LabObject) => store.list(REPLICA_SET, deployment.metadata.namespace).filter((set) => isOwnedBy(set, deployment));

  function scaleTo(deployment: LabObject, set: LabObject, replicas: number) {
    if (set.spec.replicas === replicas) return;
    const { namespace = '', name } = deployment.metadata;
    const verb = replicas > set.spec.replicas ? 'up' : 'down';
    const message = `Scaled ${verb} replica set ${set.metadata.name} from ${set.spec.replicas} to ${replicas}`;
    world.event({ namespace, kind: 'Deployment', name, type: 'Normal', reason: 'ScalingReplicaSet', message, component: 'deployment-controller' });
    store.change(REPLICA_SET, namespace, set.metadata.name, MANAGER, (draft) => {
      draft.spec.replicas = replicas;
    });
  }

  /** The ReplicaSet of the template as it is now: found by its hash, else made; its revision is the highest. */
  function currentSet(deployment: LabObject, sets: readonly LabObject[]): LabObject {
    const hash = templateHash(deployment.spec.template);
    const known = sets.find((set) => set.metadata.labels?.[HASH] === hash);
    const highest = Math.max(0, ...sets.filter((set) => set !== known).map(revisionOf));
    const revision = known && revisionOf(known) > highest ? revisionOf(known) : highest + 1;
    if (known) {
      return store.change(REPLICA_SET, known.metadata.namespace, known.metadata.name, MANAGER, ({ metadata }) => {
        const { [REVISION]: before, [HISTORY]: history } = metadata.annotations ?? {};
        const earlier = before && before !== String(revision) ? { [HISTORY]: history ? `${history},${before}` : before } : {};
        metadata.annotations = { ...metadata.annotations, ...earlier, [REVISION]: String(revision) };
      }) as LabObject;
    }
    const template = structuredClone(deployment.spec.template);
    template.metadata = { ...template.metadata, labels: { ...template.metadata?.labels, [HASH]: hash } };
    const { 'kubectl.kubernetes.io/last-applied-configuration': _applied, ...annotations } = deployment.metadata.annotations ?? {};
    return store.put(
      {
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        metadata: {
          name: `${deployment.metadata.name}-${hash}`,
          namespace: deployment.metadata.namespace as string,
          labels: template.metadata.labels,
          annotations: { ...annotations, [REVISION]: String(revision) },
          ownerReferences: [ownerReference(deployment)],
        },
        spec: { replicas: 0, selector: { matchLabels: { ...deployment.spec.selector.matchLabels, [HASH]: hash } }, template },
        status: { replicas: 0 },
      },
      MANAGER,
    );
  }

  function recreate(deployment: LabObject, { current, old }: Rollout) {
    for (const set of old) scaleTo(deployment, set, 0);
    const gone = old.every((set) => podsOf(world, set).filter((pod) => isActive(pod) || pod.metadata.deletionTimestamp).length === 0);
    if (current && gone) scaleTo(deployment, current, deployment.spec.replicas ?? 1);
  }

  function rollOver(deployment: LabObject, { current, old }: Rollout) {
    const wanted = deployment.spec.replicas ?? 1;
    if (!current) return;
    const oldTotal = old.reduce((total, set) => total + set.spec.replicas, 0);
    const room = wanted + (oldTotal > 0 ? maxSurge(deployment, wanted) : 0) - oldTotal;
    scaleTo(deployment, current, Math.min(wanted, Math.max(current.spec.replicas > wanted ? wanted : current.spec.replicas, room)));
    let spare =
      (current.status?.availableReplicas ?? 0) +
      old.reduce((total, set) => total + (set.status?.availableReplicas ?? 0), 0) -
      (wanted - maxUnavailable(deployment, wanted));
    for (const set of old.filter((candidate) => candidate.spec.replicas > 0)) {
      const broken = set.spec.replicas - (set.status?.availableReplicas ?? 0);
      const less = Math.min(set.spec.replicas, broken + Math.max(0, Math.min(spare, set.status?.availableReplicas ?? 0)));
      spare -= Math.max(0, less - broken);
      scaleTo(deployment, set, set.spec.replicas - less);
    }
  }

  /** Recreate waits for the last old pod: its end does not change its ReplicaSet's counters. */
  function keysOfGonePod(event: StoreEvent): readonly string[] {
    const [set] = keyOfSelfOrOwner(event, REPLICA_SET);
    if (kindOf(event.object) !== POD || !set) return keyOfSelfOrOwner(event, DEPLOYMENT);
    const [namespace, name = ''] = set.split('/');
    const owner = store.get(REPLICA_SET, namespace, name)?.metadata.ownerReferences?.[0];
    return owner ? [`${namespace}/${owner.name}`] : [];
  }

  function prune(deployment: LabObject, old: readonly LabObject[]) {
    const idle = old.filter((set) => set.spec.replicas === 0 && !set.status?.replicas).sort((a, b) => revisionOf(b) - revisionOf(a));
    for (const set of idle.slice(deployment.spec.revisionHistoryLimit ?? DEFAULT_HISTORY)) store.remove(REPLICA_SET, set.metadata.namespace, set.metadata.name);
  }

  const again: Again = startReconciler(world, {
    name: 'deployment',
    delayMs: 25,
    keysOf: (event) => (event.type === 'DELETED' ? keysOfGonePod(event) : keyOfSelfOrOwner(event, DEPLOYMENT)),
    reconcile(namespace, name) {
      const deployment = store.get(DEPLOYMENT, namespace, name);
      if (!deployment) return;
      const made = deployment.spec.paused ? undefined : currentSet(deployment, setsOf(deployment)).metadata.name;
      const split = (): Rollout => {
        const sets = setsOf(deployment);
        const current = sets.find((set) => set.metadata.name === made) ?? (made ? undefined : sets.find((set) => revisionOf(set) === revisionOf(deployment)));
        return { current, old: sets.filter((set) => set !== current) };
      };
      if (made) (deployment.spec.strategy?.type === 'Recreate' ? recreate : rollOver)(deployment, split());
      const { current, old } = split();
      if (current && made) {
        store.change(DEPLOYMENT, namespace, name, MANAGER, (draft) => {
          draft.metadata.annotations = { ...draft.metadata.annotations, [REVISION]: String(revisionOf(current)) };
        });
      }
      const written = store.change(
        DEPLOYMENT,
        namespace,
        name,
        MANAGER,
        (draft) => writeDeploymentStatus(draft, { current, old }, world.clock.now()),
        'status',
      );
      prune(deployment, old);
      const left = written && deadlineLeftMs(written, world.clock.now());
      if (left !== undefined) again(namespace, name, Math.max(1_000, left + 1));
    },
  });
}
