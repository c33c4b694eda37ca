import 'server-only';
import type { NodeFact } from '@/lib/domain/facts/cluster';
import { type ApiObject, number, present, record, records, text, texts } from '@/lib/k8s/map/api-object';
import { conditionFacts, identityOf, keptAnnotations, quantityMap } from '@/lib/k8s/map/shared-facts';

const MAX_IMAGES = 20;

/** A node as facts. */
export function nodeFact(object: ApiObject): NodeFact {
  const { metadata } = object;
  const spec = record(object.spec);
  const status = record(object.status);
  const info = record(status.nodeInfo);
  const { name, uid, labels } = identityOf(metadata);
  return present({
    ...{ name, uid, labels },
    annotations: keptAnnotations(metadata.annotations),
    addresses: records(status.addresses)
      .filter((address) => address.type === 'InternalIP' || address.type === 'ExternalIP')
      .flatMap((address) => text(address.address) ?? []),
    kubeletPort: number(record(record(status.daemonEndpoints).kubeletEndpoint).Port),
    kubeletVersion: text(info.kubeletVersion) ?? '',
    containerRuntime: text(info.containerRuntimeVersion) ?? '',
    unschedulable: spec.unschedulable === true,
    taints: records(spec.taints).flatMap((taint) => {
      const key = text(taint.key);
      return key ? [present({ key, effect: text(taint.effect) ?? '', value: text(taint.value) })] : [];
    }),
    conditions: conditionFacts(status.conditions),
    capacity: quantityMap(status.capacity),
    allocatable: quantityMap(status.allocatable),
    images: records(status.images)
      .map((image) => ({ names: texts(image.names).slice(0, 3), bytes: number(image.sizeBytes) ?? 0 }))
      .sort((a, b) => b.bytes - a.bytes)
      .slice(0, MAX_IMAGES),
  });
}
