import 'server-only';
import type { NodeFact } from '@/lib/domain/facts/cluster';
import type { FunctionFact, GpuProbeFact } from '@/lib/domain/facts/models';
import type { PodFact } from '@/lib/domain/facts/pod';
import { FUNCTION_LABEL } from '@/lib/domain/pods-of-function';
import { readQuantity } from '@/lib/domain/quantity';
import type { GpuCardRow } from '@/lib/domain/rows/topics';

const GPU = 'nvidia.com/gpu';

interface GpuCardRowsInput {
  readonly nodes: readonly NodeFact[];
  readonly pods: readonly PodFact[];
  readonly probes: readonly GpuProbeFact[];
  readonly functions: readonly FunctionFact[];
}

/** One row per node that has GPUs, ever had some by its labels, or runs a pod that asks for one. */
export function gpuCardRows({ nodes, pods, probes, functions }: GpuCardRowsInput): GpuCardRow[] {
  const asking = pods.filter((pod) => gpusOf(pod) > 0 && pod.phase !== 'Succeeded' && pod.phase !== 'Failed');
  return nodes.flatMap((node) => {
    const holders = asking.filter((pod) => pod.node === node.name);
    const capacity = quantity(node.capacity[GPU]);
    if (capacity === 0 && holders.length === 0 && !node.labels['nvidia.com/gpu.present']) return [];
    const probe = probes
      .filter((p) => p.cards.length > 0 && holders.some((pod) => pod.uid === p.podUid))
      .sort((a, b) => (a.observedAt < b.observedAt ? 1 : -1))[0];
    return [
      {
        id: node.name,
        node: node.name,
        cards: (probe?.cards ?? []).map((card) => ({ ...card })),
        ...(probe?.driver ? { driver: probe.driver.version } : {}),
        ...(probe?.driver?.cuda ? { cuda: probe.driver.cuda } : {}),
        capacity,
        allocatable: quantity(node.allocatable[GPU]),
        holders: holders.map((pod) => holder(pod, functions)),
        ...(probe ? { observedAt: probe.observedAt, source: { kind: 'exec' as const, detail: probe.pod } } : {}),
      },
    ];
  });
}

function holder(pod: PodFact, functions: readonly FunctionFact[]): GpuCardRow['holders'][number] {
  const fn = functions.find((f) => f.namespace === pod.namespace && f.name === pod.labels[FUNCTION_LABEL]);
  return { pod: pod.name, gpus: gpusOf(pod), ...(fn ? { functionName: fn.name } : {}) };
}

function gpusOf(pod: PodFact): number {
  return pod.containers.reduce((sum, c) => sum + (c.init ? 0 : quantity(c.limits[GPU] ?? c.requests[GPU])), 0);
}

function quantity(text: string | undefined): number {
  return Number(readQuantity(text) ?? 0n);
}
