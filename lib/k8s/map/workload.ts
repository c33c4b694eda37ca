import 'server-only';
import type { ReplicaSetFact, WorkloadFact } from '@/lib/domain/facts/workload';
import { type ApiObject, number, present, record, records, text, textMap } from '@/lib/k8s/map/api-object';
import { conditionFacts, controllerOf, identityOf, keptAnnotations } from '@/lib/k8s/map/shared-facts';
import { templateFact } from '@/lib/k8s/map/template';

const REVISION = 'deployment.kubernetes.io/revision';
const MAX_WRITERS = 5;

/** A Deployment, StatefulSet or DaemonSet as facts. Lists leave the kind out of their items, so it is given. */
export function workloadFact(kind: WorkloadFact['kind'], object: ApiObject): WorkloadFact {
  const { metadata } = object;
  const spec = record(object.spec);
  const status = record(object.status);
  const strategy = record(spec.strategy ?? spec.updateStrategy);
  return present({
    kind,
    ...identityOf(metadata),
    annotations: keptAnnotations(metadata.annotations),
    selector: textMap(record(spec.selector).matchLabels),
    generation: number(metadata.generation) ?? 0,
    observedGeneration: number(status.observedGeneration) ?? 0,
    paused: spec.paused === true,
    strategy: text(strategy.type) ?? 'RollingUpdate',
    progressDeadlineSeconds: number(spec.progressDeadlineSeconds),
    ...countsOf(kind, spec, status),
    conditions: conditionFacts(status.conditions),
    template: templateFact(spec.template),
    revision: number(textMap(metadata.annotations)[REVISION]),
    claimTemplates: records(spec.volumeClaimTemplates).flatMap((template) => {
      const name = text(record(template.metadata).name);
      const size = text(record(record(record(template.spec).resources).requests).storage);
      return name && size ? [{ name, size }] : [];
    }),
    writers: writersOf(metadata.managedFields),
  });
}

/** A ReplicaSet as facts: a revision an undo can go back to. */
export function replicaSetFact(object: ApiObject): ReplicaSetFact {
  const { metadata } = object;
  const spec = record(object.spec);
  const { namespace, name, uid, createdAt } = identityOf(metadata);
  return present({
    ...{ namespace, name, uid, createdAt },
    owner: controllerOf(metadata.ownerReferences)?.name,
    revision: number(textMap(metadata.annotations)[REVISION]) ?? 0,
    desired: number(spec.replicas) ?? 1,
    ready: number(record(object.status).readyReplicas) ?? 0,
    template: templateFact(spec.template),
  });
}

function countsOf(kind: WorkloadFact['kind'], spec: Readonly<Record<string, unknown>>, status: Readonly<Record<string, unknown>>) {
  // The API server leaves a count out where it is zero: here an absent number is a known one.
  if (kind === 'DaemonSet') {
    return {
      desired: number(status.desiredNumberScheduled) ?? 0,
      updated: number(status.updatedNumberScheduled) ?? 0,
      ready: number(status.numberReady) ?? 0,
      available: number(status.numberAvailable) ?? 0,
    };
  }
  return {
    desired: number(spec.replicas) ?? 1,
    updated: number(status.updatedReplicas) ?? 0,
    ready: number(status.readyReplicas) ?? 0,
    available: number(status.availableReplicas) ?? 0,
  };
}

function writersOf(managedFields: unknown): WorkloadFact['writers'] {
  return records(managedFields)
    .filter((entry) => entry.subresource !== 'status')
    .flatMap((entry) => {
      const manager = text(entry.manager);
      return manager ? [present({ manager, at: text(entry.time) })] : [];
    })
    .sort((a, b) => (b.at ?? '').localeCompare(a.at ?? ''))
    .slice(0, MAX_WRITERS);
}
