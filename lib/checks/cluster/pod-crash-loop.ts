import { type CheckContext, defineCheck } from '@/lib/checks/check';
import { type Crash, crashCauseOf } from '@/lib/checks/shared/crash-cause';
import { isCrashLooping } from '@/lib/checks/shared/crash-loop';
import { podChain } from '@/lib/checks/shared/pod-chain';
import { readProbeMessage } from '@/lib/checks/shared/probe-message';
import { servingOf } from '@/lib/checks/shared/serving';
import { witness } from '@/lib/checks/shared/witness';
import { earliest, groupByWorkload, isLive, type WorkloadGroup } from '@/lib/checks/shared/workload-groups';
import { roleOf, severityOf } from '@/lib/checks/shared/workload-role';
import type { EventFact } from '@/lib/domain/facts/cluster';
import type { ContainerFact, PodFact } from '@/lib/domain/facts/pod';
import { findCondition } from '@/lib/domain/facts/template';
import type { Evidence, FindingDraft } from '@/lib/domain/finding';
import { say } from '@/lib/domain/text';
import { verdictOf } from '@/lib/domain/verdict';

const ID = 'pod-crash-loop';
const text = (key: string, params?: Record<string, string | number>) => say(`checks.${ID}.${key}`, params);

interface Seen {
  readonly pod: PodFact;
  readonly container: ContainerFact;
  readonly log: readonly string[];
}

/** Containers that end again and again, with how the last one ended and the last lines it wrote. One finding per workload. */
export const podCrashLoop = defineCheck({
  id: ID,
  area: 'cluster',
  needs: ['pods'],
  mayUse: ['crashLogs', 'events'],
  toleratedMisses: 0,
  evaluate({ pods, crashLogs, events }, ctx) {
    const logs = crashLogs.status === 'known' ? crashLogs.data : {};
    const told = events.status === 'known' ? events.data : [];
    const seen = pods
      .filter(isLive)
      .flatMap((pod) =>
        pod.containers
          .filter((c) => isCrashLooping(c, ctx.thresholds.restartsIn10Minutes, ctx.now))
          .map((container): Seen => ({ pod, container, log: logs[`${pod.namespace}/${pod.name}/${container.name}`] ?? [] })),
      );
    return verdictOf(groupByWorkload(seen).map((group) => draft(group, pods, told, ctx)));
  },
});

function draft(group: WorkloadGroup<Seen>, pods: readonly PodFact[], events: readonly EventFact[], ctx: CheckContext): FindingDraft {
  const [first] = group.members as [Seen];
  const ended = endOf(first.container);
  const crash = crashCauseOf(ended, first.log);
  const role = roleOf(first.pod.labels);
  const serving = servingOf(first.pod, pods);
  const restarts = Math.max(...group.members.map((m) => m.container.restarts));
  const since = earliest(group.members.map(({ pod }) => findCondition(pod.conditions, 'Ready')?.lastTransitionAt));
  const params = {
    workload: group.ref.name,
    container: first.container.name,
    restarts,
    exitCode: ended?.exitCode ?? -1,
    limit: first.container.limits.memory ?? 'none',
  };
  const byProbe = crash.cause === 'killed' && group.members.some(({ pod }) => killedByProbe(pod, events));
  return {
    checkId: ID,
    subject: group.ref,
    severity: severityOf(role, serving.ready === 0),
    title: text(`title.${crash.cause}`, params),
    summary: text(`summary.${crash.cause}`, params),
    evidence: evidenceOf(group.members, crash, ctx),
    chain: podChain({ broken: { label: text('chain.container'), value: text('chain.ends', { restarts, exitCode: params.exitCode }) }, serving, role }),
    falseIf: text('falseIf', params),
    ...(byProbe ? { causedBy: { subject: group.ref, checkId: 'probe-failing' } } : {}),
    ...(since ? { since } : {}),
    hints: {
      namespace: first.pod.namespace,
      workloadKind: group.ref.kind,
      workload: group.ref.name,
      pod: first.pod.name,
      container: first.container.name,
      cause: crash.cause,
    },
  };
}

function evidenceOf(members: readonly Seen[], crash: Crash, ctx: CheckContext): Evidence[] {
  const seen = witness(ID, ctx);
  return members.flatMap(({ pod, container, log }) => {
    const ended = endOf(container);
    const from = `pods/${pod.name}, container ${container.name}`;
    return [
      seen('pods', 'state', container.state.reason ?? container.state.kind, { expected: 'Running', bad: true, from }),
      seen('pods', 'restarts', String(container.restarts), { from }),
      ...(ended ? [seen('pods', 'ended', endText(ended), { from, ...(ended.finishedAt ? { at: ended.finishedAt } : {}) })] : []),
      ...(crash.line === undefined ? [] : [seen('crashLogs', 'telling', crash.line, { from: `${from}, previous log` })]),
      ...(log.length > 0 ? [seen('crashLogs', 'lastLines', log.slice(-5).join('\n'), { from: `${from}, previous log` })] : []),
    ];
  });
}

function endOf(container: ContainerFact) {
  return container.state.kind === 'terminated' ? container.state : container.lastState?.kind === 'terminated' ? container.lastState : undefined;
}

function endText({ exitCode, reason, message }: NonNullable<ReturnType<typeof endOf>>): string {
  return [`exit ${exitCode ?? '?'}`, reason, message].filter((part) => part !== undefined && part !== '').join(', ');
}

function killedByProbe(pod: PodFact, events: readonly EventFact[]): boolean {
  return events.some((e) => e.subject.name === pod.name && e.reason === 'Unhealthy' && readProbeMessage(e.message)?.probe === 'liveness');
}
