import { type CheckContext, defineCheck } from '@/lib/checks/check';
import { podChain } from '@/lib/checks/shared/pod-chain';
import { type FailingProbe, failingProbeOf } from '@/lib/checks/shared/probe-state';
import { servingOf } from '@/lib/checks/shared/serving';
import { refOfRelease, skewOf } from '@/lib/checks/shared/version-skew';
import { witness } from '@/lib/checks/shared/witness';
import { earliest, groupByWorkload, isLive, type WorkloadGroup } from '@/lib/checks/shared/workload-groups';
import { roleOf, severityOf } from '@/lib/checks/shared/workload-role';
import type { EventFact } from '@/lib/domain/facts/cluster';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { FindingDraft } from '@/lib/domain/finding';
import type { ResourceRef } from '@/lib/domain/resource-ref';
import { sortedBy } from '@/lib/domain/sorted-by';
import { say } from '@/lib/domain/text';
import { verdictOf } from '@/lib/domain/verdict';

const ID = 'probe-failing';
const text = (key: string, params?: Record<string, string | number>) => say(`checks.${ID}.${key}`, params);

interface Seen {
  readonly pod: PodFact;
  readonly failing: FailingProbe;
}

/**
 * Running containers whose probe fails. Told apart: a port that nobody listens on, a port the container does not even declare, an answer that comes
 * too late, and an answer that is an error; each has another cure. One finding per workload.
 */
export const probeFailing = defineCheck({
  id: ID,
  area: 'cluster',
  needs: ['pods'],
  mayUse: ['events', 'workloads', 'helmRelease'],
  toleratedMisses: 0,
  evaluate({ pods, events, workloads, helmRelease }, ctx) {
    const told = unhealthyByPod(events.status === 'known' ? events.data : []);
    const release = helmRelease.status === 'known' ? helmRelease.data : undefined;
    const skew = release && workloads.status === 'known' ? skewOf(release, workloads.data) : undefined;
    const skewed = new Set(skew?.odd.filter((o) => o.part === 'ui').map((o) => o.workload.name));
    const seen = pods.filter(isLive).flatMap((pod) =>
      pod.containers.flatMap((container): Seen[] => {
        const failing = failingProbeOf(pod, container, told.get(pod.name) ?? [], ctx);
        return failing ? [{ pod, failing }] : [];
      }),
    );
    return verdictOf(groupByWorkload(seen).map((group) => draft(group, pods, release && skewed.has(group.ref.name) ? refOfRelease(release) : undefined, ctx)));
  },
});

/** A large cluster has as many events as pods. */
const unhealthyByPod = sortedBy((event: EventFact) => (event.reason === 'Unhealthy' ? event.subject.name : undefined));

function draft(group: WorkloadGroup<Seen>, pods: readonly PodFact[], skewedRelease: ResourceRef | undefined, ctx: CheckContext): FindingDraft {
  const [first] = group.members as [Seen];
  const { failing } = first;
  const { container, kind, probe, port, status } = failing;
  const role = roleOf(first.pod.labels);
  const serving = servingOf(first.pod, pods);
  const since = earliest(group.members.map((m) => m.failing.since));
  const refused = kind === 'refused' || kind === 'refused-undeclared';
  const params = {
    workload: group.ref.name,
    container: container.name,
    probe,
    port: String(port ?? '?'),
    declared: container.ports.join(', ') || 'none',
    status: status ?? 0,
  };
  const seen = witness(ID, ctx);
  return {
    checkId: ID,
    subject: group.ref,
    severity: severityOf(role, serving.ready === 0),
    title: text(`title.${kind}`, params),
    summary: text(`summary.${kind}`, params),
    evidence: [
      ...group.members.flatMap(({ pod, failing: f }) => [
        ...(f.event
          ? [seen('events', 'message', `${f.event.message} (${f.event.count} times)`, { bad: true, from: `pods/${pod.name}`, at: f.event.lastAt })]
          : [seen('pods', 'notReady', `${f.container.name}: not ready`, { expected: 'ready', bad: true, from: `pods/${pod.name}` })]),
      ]),
      seen('pods', 'probe', probeText(failing), { from: `pods/${first.pod.name}` }),
      seen('pods', 'ports', params.declared, { from: `pods/${first.pod.name}, container ${container.name}` }),
    ],
    chain: podChain({
      before: [{ label: text('chain.container'), value: text('chain.runs'), state: 'good' }],
      broken: { label: text('chain.probe'), value: text(`chain.${kind}`, params) },
      serving,
      role,
    }),
    falseIf: text('falseIf', params),
    ...(skewedRelease && refused ? { causedBy: { subject: skewedRelease, checkId: 'chart-image-skew' } } : {}),
    ...(since ? { since } : {}),
    hints: {
      namespace: first.pod.namespace,
      workloadKind: group.ref.kind,
      workload: group.ref.name,
      container: container.name,
      probe,
      cause: kind,
      ...(port === undefined ? {} : { port: String(port) }),
      ...(container.ports.length > 0 ? { declaredPorts: container.ports.join(',') } : {}),
    },
  };
}

function probeText({ declared }: FailingProbe): string {
  if (!declared) return '(none declared)';
  const { kind, port, path, periodSeconds, timeoutSeconds, failureThreshold } = declared;
  return `${kind}${port === undefined ? '' : ` :${port}`}${path ?? ''}, every ${periodSeconds} s, ${timeoutSeconds} s to answer, ${failureThreshold} tries`;
}
