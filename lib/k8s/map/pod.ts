import 'server-only';
import type { ContainerFact, ContainerState, PodFact } from '@/lib/domain/facts/pod';
import { keepOnce } from '@/lib/domain/keep-once';
import { type ApiObject, number, present, record, records, text } from '@/lib/k8s/map/api-object';
import { envFacts } from '@/lib/k8s/map/environment';
import { conditionFacts, containerPorts, controllerOf, identityOf, messageText, probeFact, quantityMap } from '@/lib/k8s/map/shared-facts';

type Json = Readonly<Record<string, unknown>>;

/** A pod as facts. Missing or odd parts of its status become unknown, never zero. What pods of one template have alike is one object for all of them. */
export function podFact(object: ApiObject): PodFact {
  const { metadata } = object;
  const spec = record(object.spec);
  const status = record(object.status);
  const identity = identityOf(metadata);
  const owner = keepOnce(controllerOf(metadata.ownerReferences));
  const claims = claimsByVolume(spec);
  const regular = containerFacts(spec.containers, status.containerStatuses, claims, false);
  const init = containerFacts(spec.initContainers, status.initContainerStatuses, claims, true);
  return present({
    ...identity,
    createdAt: keepOnce(identity.createdAt),
    labels: keepOnce(identity.labels),
    deletingSince: text(metadata.deletionTimestamp),
    owner,
    workload: keepOnce(workloadOf(owner, identity.labels['pod-template-hash'])),
    node: keepOnce(text(spec.nodeName)),
    podIp: text(status.podIP),
    phase: text(status.phase) ?? 'Unknown',
    reason: text(status.reason),
    message: messageText(status.message),
    runtimeClass: text(spec.runtimeClassName),
    conditions: keepOnce(conditionFacts(status.conditions).map(keepOnce)),
    containers: [...init, ...regular],
  });
}

/** The Deployment behind a ReplicaSet: its name without the template's hash. Any other owner is the workload itself. */
function workloadOf(owner: PodFact['owner'], hash: string | undefined): PodFact['workload'] {
  if (owner?.kind !== 'ReplicaSet') return owner;
  const suffix = `-${hash}`;
  return hash && owner.name.endsWith(suffix) ? { kind: 'Deployment', name: owner.name.slice(0, -suffix.length) } : owner;
}

function claimsByVolume(spec: Json): ReadonlyMap<string, string> {
  return new Map(
    records(spec.volumes).flatMap((volume): [string, string][] => {
      const name = text(volume.name);
      const claim = text(record(volume.persistentVolumeClaim).claimName);
      return name && claim ? [[name, claim]] : [];
    }),
  );
}

function containerFacts(specs: unknown, statuses: unknown, claims: ReadonlyMap<string, string>, init: boolean): readonly ContainerFact[] {
  const byName = new Map(records(statuses).map((status) => [status.name, status]));
  return records(specs).flatMap((spec) => {
    const name = text(spec.name);
    if (name === undefined) return [];
    const status = byName.get(name) ?? {};
    const resources = record(spec.resources);
    return [
      present({
        name: keepOnce(name),
        image: keepOnce(text(spec.image) ?? ''),
        init,
        ready: status.ready === true,
        restarts: number(status.restartCount) ?? 0,
        state: keepOnce(stateOf(status.state)),
        lastState: Object.keys(record(status.lastState)).length > 0 ? stateOf(status.lastState) : undefined,
        ports: keepOnce(containerPorts(spec.ports)),
        liveness: keepOnce(probeFact(spec.livenessProbe)),
        readiness: keepOnce(probeFact(spec.readinessProbe)),
        requests: keepOnce(quantityMap(resources.requests)),
        limits: keepOnce(quantityMap(resources.limits)),
        mounts: keepOnce(mountsOf(spec.volumeMounts, claims)),
        env: keepOnce(envFacts(spec.env)),
      }),
    ];
  });
}

function mountsOf(value: unknown, claims: ReadonlyMap<string, string>): ContainerFact['mounts'] {
  return records(value).flatMap((mount) => {
    const claim = claims.get(text(mount.name) ?? '');
    const path = text(mount.mountPath);
    return claim && path ? [present({ claim, path, subPath: text(mount.subPath) })] : [];
  });
}

function stateOf(value: unknown): ContainerState {
  const state = record(value);
  for (const kind of ['waiting', 'running', 'terminated'] as const) {
    if (typeof state[kind] !== 'object' || state[kind] === null) continue;
    const detail = record(state[kind]);
    return present({
      kind,
      reason: text(detail.reason),
      message: messageText(detail.message),
      exitCode: number(detail.exitCode),
      startedAt: text(detail.startedAt),
      finishedAt: text(detail.finishedAt),
    });
  }
  return { kind: 'unknown' };
}
