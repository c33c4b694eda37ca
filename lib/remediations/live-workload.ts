import type { LiveObject } from '@/lib/domain/ports/readers';

/** The fields of a workload that plans look at, as the API has them. All optional: it is cluster data. */
export interface WorkloadSpec {
  readonly replicas?: number;
  readonly progressDeadlineSeconds?: number;
  readonly strategy?: { readonly type?: string };
  readonly updateStrategy?: { readonly type?: string };
  readonly template?: {
    readonly metadata?: { readonly labels?: Readonly<Record<string, string>>; readonly annotations?: Readonly<Record<string, string>> };
    readonly spec?: {
      readonly runtimeClassName?: string;
      readonly containers?: readonly LiveContainer[];
      readonly initContainers?: readonly LiveContainer[];
    };
  };
}

export interface LiveContainer {
  readonly name: string;
  readonly image?: string;
  readonly env?: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: unknown }[];
  readonly resources?: { readonly limits?: Readonly<Record<string, string>> };
}

export function workloadSpec(object: LiveObject): WorkloadSpec {
  return (object.spec ?? {}) as WorkloadSpec;
}

/** Whether each change of the template leaves nobody serving for a while: Recreate, or a single pod that is replaced in place. */
export function restartsWithOutage(object: LiveObject): boolean {
  const spec = workloadSpec(object);
  if (object.kind === 'Deployment') return spec.strategy?.type === 'Recreate';
  return object.kind === 'StatefulSet' && (spec.replicas ?? 1) <= 1;
}

/** GPUs the template asks for. Containers only: an init container gives its card back. */
export function templateGpus(object: LiveObject): number {
  const containers = workloadSpec(object).template?.spec?.containers ?? [];
  return containers.reduce((sum, c) => sum + (Number(c.resources?.limits?.['nvidia.com/gpu'] ?? 0) || 0), 0);
}
