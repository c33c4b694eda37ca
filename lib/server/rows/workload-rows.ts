import 'server-only';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { WorkloadFact } from '@/lib/domain/facts/workload';
import { podRestarts, podState } from '@/lib/domain/pod-state';
import type { WorkloadRow } from '@/lib/domain/rows/topics';
import type { FindingIndex } from '@/lib/server/rows/finding-index';
import { podsByWorkload } from '@/lib/server/rows/pods-by-workload';

type Tone = WorkloadRow['tone'];

/** Workloads with what their pods add up to. `fresh` false = the API server is silent: then nothing is called ok. */
export function workloadRows(workloads: readonly WorkloadFact[], pods: readonly PodFact[], findings: FindingIndex, fresh: boolean): WorkloadRow[] {
  const byOwner = podsByWorkload(pods);
  return workloads.map((workload) => {
    const { kind, namespace, name } = workload;
    const own = byOwner.get(`${kind}/${namespace}/${name}`) ?? [];
    const finding = findings.of({ kind, namespace, name }, ...own.map((pod) => ({ kind: 'Pod', namespace, name: pod.name })));
    const [writer] = workload.writers;
    return {
      id: `${kind}/${namespace}/${name}`,
      kind,
      namespace,
      name,
      tone: fresh ? workloadTone(workload, own, finding?.severity === 'critical') : 'unknown',
      ready: workload.ready,
      desired: workload.desired,
      restarts: own.reduce((sum, pod) => sum + podRestarts(pod).count, 0),
      images: [...new Set(workload.template.containers.filter((c) => !c.init).map((c) => c.image))],
      ...(workload.revision === undefined ? {} : { revision: workload.revision }),
      ...(writer ? { changedBy: writer.manager } : {}),
      ...(writer?.at ? { changedAt: writer.at } : {}),
      podIds: own.map((pod) => `${pod.namespace}/${pod.name}`).sort(),
      ...(finding ? { findingId: finding.id } : {}),
    };
  });
}

/** How a workload is doing: off when nothing is wanted of it, bad when none serves or a pod is broken, warn while it is on its way. */
export function workloadTone(workload: WorkloadFact, pods: readonly PodFact[], isCritical = false): Tone {
  if (workload.desired === 0) return 'off';
  const broken = pods.some((pod) => podState(pod).tone === 'bad');
  if (workload.available === 0 && (broken || isCritical)) return 'bad';
  const settled = workload.observedGeneration >= workload.generation && workload.ready >= workload.desired && workload.updated >= workload.desired;
  if (settled && !broken) return isCritical ? 'bad' : 'ok';
  return broken || isCritical ? 'bad' : 'warn';
}
