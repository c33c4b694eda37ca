import type { Finding } from '@/lib/domain/finding';

export interface WorkloadName {
  readonly kind: 'Deployment' | 'StatefulSet';
  readonly namespace: string;
  readonly name: string;
}

const isWorkloadKind = (kind: string | undefined): kind is WorkloadName['kind'] => kind === 'Deployment' || kind === 'StatefulSet';

/** The workload a finding is about: its subject, or the one its check names. A model's is the Deployment Nuclio made for it. */
export function restartableWorkload({ subject, hints = {} }: Finding): WorkloadName | undefined {
  const namespace = hints.namespace ?? subject.namespace;
  if (namespace === undefined) return undefined;
  if (isWorkloadKind(subject.kind)) return { kind: subject.kind, namespace, name: subject.name };
  if (hints.workload !== undefined && isWorkloadKind(hints.workloadKind)) return { kind: hints.workloadKind, namespace, name: hints.workload };
  if (hints.deployment !== undefined) return { kind: 'Deployment', namespace, name: hints.deployment };
  if (subject.kind === 'NuclioFunction') return { kind: 'Deployment', namespace, name: `nuclio-${subject.name}` };
  return undefined;
}
