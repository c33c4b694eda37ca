import 'server-only';
import type { RuntimeClassFact } from '@/lib/domain/facts/cluster';
import type { JobFact } from '@/lib/domain/facts/workload';
import { type ApiObject, number, record, records, text } from '@/lib/k8s/map/api-object';
import { conditionFacts, identityOf } from '@/lib/k8s/map/shared-facts';

/** A RuntimeClass as facts. */
export function runtimeClassFact(object: ApiObject): RuntimeClassFact {
  return { name: object.metadata.name, handler: text(object.handler) ?? '' };
}

/** A Job as facts. */
export function jobFact(object: ApiObject): JobFact {
  const status = record(object.status);
  const pod = record(record(record(object.spec).template).spec);
  const { namespace, name, uid, createdAt, labels } = identityOf(object.metadata);
  return {
    ...{ namespace, name, uid, createdAt, labels },
    active: number(status.active) ?? 0,
    succeeded: number(status.succeeded) ?? 0,
    failed: number(status.failed) ?? 0,
    conditions: conditionFacts(status.conditions),
    images: [...records(pod.initContainers), ...records(pod.containers)].flatMap((container) => text(container.image) ?? []),
  };
}
