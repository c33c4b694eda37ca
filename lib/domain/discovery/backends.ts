import { backendSign } from '@/lib/domain/discovery/backend-sign';
import type { EnvFact } from '@/lib/domain/facts/template';
import type { WorkloadFact } from '@/lib/domain/facts/workload';
import type { ResourceRef } from '@/lib/domain/resource-ref';

/** One variable and the workload it is told to. */
export interface ToldVariable {
  readonly workload: ResourceRef;
  readonly entry: EnvFact;
}

/** The backend of one release: its server first, then its workers. */
export function backendsOf(
  workloads: Iterable<WorkloadFact>,
  { namespace, release }: { readonly namespace: string; readonly release: string },
): readonly WorkloadFact[] {
  const found = [...workloads].flatMap((workload) => {
    if (workload.kind !== 'Deployment' || workload.namespace !== namespace) return [];
    const { name, labels, annotations, template } = workload;
    const sign = backendSign({ namespace, name, labels, annotations, podLabels: template.labels, containers: template.containers.filter((c) => !c.init) });
    return sign?.release === release ? [{ workload, isServer: sign.isServer }] : [];
  });
  return found.sort((a, b) => Number(b.isServer) - Number(a.isServer) || a.workload.name.localeCompare(b.workload.name)).map(({ workload }) => workload);
}

/** The variable as the first of these that has it is told it. */
export function toldVariable(backends: readonly WorkloadFact[], name: string): ToldVariable | undefined {
  for (const backend of backends) {
    const entry = backend.template.containers
      .filter((c) => !c.init)
      .flatMap((c) => c.env)
      .find((each) => each.name === name && isTold(each));
    if (entry) return { workload: refOf(backend), entry };
  }
  return undefined;
}

export function refOf({ kind, namespace, name }: WorkloadFact): ResourceRef {
  return { kind, apiVersion: 'apps/v1', namespace, name };
}

/** An empty value is CVAT's "not set". */
function isTold({ value, from, redacted }: EnvFact): boolean {
  return from !== undefined || redacted === true || (value ?? '').trim() !== '';
}
