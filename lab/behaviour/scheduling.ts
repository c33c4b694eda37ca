import { readQuantity } from '@/lib/domain/quantity';
import { GPU_RESOURCE } from '../world/identity';
import type { LabObject } from '../world/object-store';

type Spec = LabObject['spec'];

/** True when the node carries every label the pod selects by. */
export function fitsSelector(spec: Spec, node: LabObject): boolean {
  return Object.entries(spec.nodeSelector ?? {}).every(([key, value]) => node.metadata.labels?.[key] === value);
}

/** First taint that keeps the pod away. */
export function untoleratedTaint(spec: Spec, node: LabObject): LabObject | undefined {
  const tolerates = (taint: LabObject) =>
    (spec.tolerations ?? []).some(
      (toleration: LabObject) =>
        (!toleration.key || toleration.key === taint.key) &&
        (!toleration.effect || toleration.effect === taint.effect) &&
        (toleration.operator === 'Exists' || (toleration.value ?? '') === (taint.value ?? '')),
    );
  return (node.spec?.taints ?? []).find((taint: LabObject) => taint.effect !== 'PreferNoSchedule' && !tolerates(taint));
}

/** What a pod asks of a resource, in thousandths for cpu. Extended resources are asked by their limit. */
export function requested(spec: Spec, resource: string): number {
  const scale = resource === 'cpu' ? 1000n : 1n;
  return (spec.containers ?? []).reduce((total: number, container: LabObject) => {
    const text = container.resources?.requests?.[resource] ?? (resource === GPU_RESOURCE ? container.resources?.limits?.[resource] : undefined);
    return total + quantity(text, scale);
  }, 0);
}

export function allocatable(node: LabObject, resource: string): number {
  return quantity(node.status?.allocatable?.[resource], resource === 'cpu' ? 1000n : 1n);
}

function quantity(text: string | undefined, scale: bigint): number {
  if (text === undefined) return 0;
  if (scale > 1n && text.endsWith('m')) return Number.parseInt(text, 10);
  return Number((readQuantity(text) ?? 0n) * scale);
}
