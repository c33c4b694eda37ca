import { type CheckContext, defineCheck } from '@/lib/checks/check';
import { podChain } from '@/lib/checks/shared/pod-chain';
import { decisiveObstacle, type ObstacleKind, readSchedulerMessage } from '@/lib/checks/shared/scheduler-message';
import { servingOf } from '@/lib/checks/shared/serving';
import { witness } from '@/lib/checks/shared/witness';
import { earliest, groupByWorkload, isLive, type WorkloadGroup } from '@/lib/checks/shared/workload-groups';
import { roleOf, severityOf } from '@/lib/checks/shared/workload-role';
import type { NodeFact } from '@/lib/domain/facts/cluster';
import type { PodFact } from '@/lib/domain/facts/pod';
import { type ConditionFact, findCondition } from '@/lib/domain/facts/template';
import type { Evidence, FindingDraft } from '@/lib/domain/finding';
import { say } from '@/lib/domain/text';
import { verdictOf } from '@/lib/domain/verdict';

const ID = 'pod-unschedulable';
const text = (key: string, params?: Record<string, string | number>) => say(`checks.${ID}.${key}`, params);
const GPU = 'nvidia.com/gpu';

interface Seen {
  readonly pod: PodFact;
  readonly condition: ConditionFact;
}

/** Pods no node takes, with the scheduler's message read node by node, and who holds the GPUs where those are what is missing. */
export const podUnschedulable = defineCheck({
  id: ID,
  area: 'cluster',
  needs: ['pods'],
  mayUse: ['nodes'],
  toleratedMisses: 0,
  evaluate({ pods, nodes }, ctx) {
    const seen = pods.filter(isLive).flatMap((pod): Seen[] => {
      const condition = findCondition(pod.conditions, 'PodScheduled');
      if (condition?.status !== 'False' || condition.reason !== 'Unschedulable') return [];
      const waited = ctx.now - Date.parse(condition.lastTransitionAt ?? pod.createdAt);
      return waited >= ctx.thresholds.unschedulableSeconds * 1000 ? [{ pod, condition }] : [];
    });
    return verdictOf(groupByWorkload(seen).map((group) => draft(group, pods, nodes.status === 'known' ? nodes.data : [], ctx)));
  },
});

function draft(group: WorkloadGroup<Seen>, pods: readonly PodFact[], nodes: readonly NodeFact[], ctx: CheckContext): FindingDraft {
  const [first] = group.members as [Seen];
  const read = readSchedulerMessage(first.condition.message ?? '');
  const { kind, obstacle } = decisiveObstacle(read?.obstacles ?? [], first.condition.message ?? '');
  const role = roleOf(first.pod.labels);
  const serving = servingOf(first.pod, pods);
  const holders = kind === 'gpu' ? pods.filter((p) => isLive(p) && p.node !== undefined && gpusOf(p) > 0) : [];
  const full = kind === 'disk-pressure' ? nodes.find((n) => n.taints.some((t) => t.key === 'node.kubernetes.io/disk-pressure')) : undefined;
  const since = earliest(group.members.map((m) => m.condition.lastTransitionAt ?? m.pod.createdAt));
  const params = {
    workload: group.ref.name,
    nodes: read?.total ?? 0,
    reason: obstacle?.reason ?? first.condition.message ?? '',
    holders: holders.length,
    asks: askedText(first.pod, kind),
  };
  return {
    checkId: ID,
    subject: group.ref,
    severity: severityOf(role, serving.ready === 0),
    title: text(`title.${kind}`, params),
    summary: text(`summary.${kind}`, params),
    evidence: evidenceOf(group.members, holders, nodes, kind, ctx),
    chain: podChain({ broken: { label: text('chain.schedule'), value: text(`chain.${kind}`, params) }, serving, role }),
    falseIf: text('falseIf'),
    ...(full ? { causedBy: { subject: { kind: 'Node', apiVersion: 'v1', name: full.name }, checkId: 'node-disk-pressure' } } : {}),
    ...(since ? { since } : {}),
    hints: { namespace: first.pod.namespace, workloadKind: group.ref.kind, workload: group.ref.name, pod: first.pod.name, cause: kind },
  };
}

function evidenceOf(members: readonly Seen[], holders: readonly PodFact[], nodes: readonly NodeFact[], kind: ObstacleKind, ctx: CheckContext): Evidence[] {
  const seen = witness(ID, ctx);
  const obstacles = readSchedulerMessage(members[0]?.condition.message ?? '')?.obstacles ?? [];
  return [
    ...members.map(({ pod, condition }) => seen('pods', 'message', condition.message || '(no message)', { bad: true, from: `pods/${pod.name}` })),
    ...obstacles.map((o) => seen('pods', 'obstacle', `${o.nodes}: ${o.reason}`, { from: 'scheduler' })),
    ...(kind === 'gpu'
      ? nodes.map((n) =>
          seen('nodes', 'allocatable', `${n.name}: ${GPU} ${n.allocatable[GPU] ?? '0'} of ${n.capacity[GPU] ?? '0'}`, { from: `nodes/${n.name}` }),
        )
      : []),
    ...holders.map((p) => seen('pods', 'holder', `${p.name}: ${gpusOf(p)} on ${p.node}`, { from: `pods/${p.name}` })),
  ];
}

function gpusOf(pod: PodFact): number {
  return pod.containers.reduce((sum, c) => sum + (Number(c.limits[GPU] ?? 0) || 0), 0);
}

function askedText(pod: PodFact, kind: ObstacleKind): string {
  const key = kind === 'gpu' ? GPU : kind;
  const asked = pod.containers.map((c) => c.requests[key] ?? c.limits[key]).filter((v) => v !== undefined);
  return asked.length > 0 ? `${key}: ${asked.join(' + ')}` : 'nothing of it';
}
