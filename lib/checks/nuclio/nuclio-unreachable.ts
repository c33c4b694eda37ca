import { type CheckContext, defineCheck } from '@/lib/checks/check';
import { isReady } from '@/lib/checks/shared/serving';
import { witness } from '@/lib/checks/shared/witness';
import { livePodsOf, refOfWorkload } from '@/lib/checks/shared/workload-groups';
import type { NuclioDashboardFact } from '@/lib/domain/facts/cvat';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { WorkloadFact } from '@/lib/domain/facts/workload';
import type { FindingDraft } from '@/lib/domain/finding';
import type { Part } from '@/lib/domain/part';
import { say } from '@/lib/domain/text';
import { verdictOf } from '@/lib/domain/verdict';

const ID = 'nuclio-unreachable';
const text = (key: string, params?: Record<string, string | number>) => say(`checks.${ID}.${key}`, params);

type Component = 'dashboard' | 'controller';
type Fault = 'no-pods' | 'off' | 'silent' | 'slow';

const silences: ReadonlySet<string> = new Set(['nuclio-unreachable', 'endpoint-unreachable', 'nuclio-failed']);

/**
 * Nuclio's dashboard or controller is away. Every inference of CVAT passes through the dashboard, so without it no model answers; without the controller
 * nothing that is deployed or deleted takes effect. A dashboard that is merely slow is no outage: it answers late while deploys wait, and is said to be late.
 */
export const nuclioUnreachable = defineCheck({
  id: ID,
  area: 'nuclio',
  needs: ['workloads', 'pods'],
  mayUse: ['nuclioDashboard'],
  toleratedMisses: 1,
  evaluate({ workloads, pods, nuclioDashboard }, ctx) {
    const parts = (['dashboard', 'controller'] as const).flatMap((component) => {
      const workload = workloads.find((w) => w.kind === 'Deployment' && w.labels['nuclio.io/app'] === component);
      return workload ? [{ component, workload }] : [];
    });
    if (parts.length === 0) return { kind: 'not-applicable', reason: text('noNuclio') };
    return verdictOf(
      parts.flatMap(({ component, workload }) => {
        const own = livePodsOf(refOfWorkload(workload), pods);
        const fault = faultOf(component, workload, own, nuclioDashboard);
        return fault ? [draft(component, workload, own, fault, nuclioDashboard, ctx)] : [];
      }),
    );
  },
});

function faultOf(component: Component, workload: WorkloadFact, pods: readonly PodFact[], answer: Part<NuclioDashboardFact>): Fault | undefined {
  if (workload.desired === 0) return 'off';
  if (!pods.some(isReady)) return 'no-pods';
  if (component === 'controller' || answer.status === 'known') return undefined;
  if (answer.reason === 'timed-out') return 'slow';
  return silences.has(answer.reason) ? 'silent' : undefined;
}

function draft(
  component: Component,
  workload: WorkloadFact,
  pods: readonly PodFact[],
  fault: Fault,
  answer: Part<NuclioDashboardFact>,
  ctx: CheckContext,
): FindingDraft {
  const seen = witness(ID, ctx);
  const subject = refOfWorkload(workload);
  const ready = pods.filter(isReady).length;
  const asked = component === 'dashboard' && answer.status === 'unknown' ? answer : undefined;
  return {
    checkId: ID,
    subject,
    severity: component === 'dashboard' && fault !== 'slow' ? 'critical' : 'warning',
    title: text(`title.${component}.${fault}`),
    summary: text(`summary.${component}`),
    evidence: [
      seen('workloads', 'replicas', `${workload.desired} wanted, ${ready} ready`, {
        expected: '≥ 1 ready',
        bad: ready === 0,
        from: `deployments/${workload.name}`,
      }),
      ...(asked ? [seen('nuclioDashboard', 'answer', asked.reason, { expected: 'HTTP 200', bad: ready > 0, source: asked.source })] : []),
      ...pods.map((p) =>
        seen('pods', 'pod', `${p.name}: ${p.containers.find((c) => c.state.reason)?.state.reason ?? (isReady(p) ? 'ready' : `${p.phase}, not ready`)}`, {
          from: `pods/${p.name}`,
        }),
      ),
    ],
    chain: [
      { label: text('chain.pods'), value: text('chain.ready', { ready }), state: ready > 0 ? 'good' : 'broken' },
      ...(component === 'dashboard'
        ? [
            {
              label: text('chain.answer'),
              value: ready > 0 ? text(`chain.${fault === 'slow' ? 'late' : 'none'}`) : text('chain.none'),
              state: ready > 0 ? ('broken' as const) : ('follows' as const),
            },
          ]
        : []),
      { label: text('chain.people'), value: text(`chain.people-${fault === 'slow' ? 'slow' : component}`), state: 'follows' },
    ],
    falseIf: text('falseIf', { component }),
    // What is found about its own pods explains it.
    ...(fault === 'no-pods' ? { causedBy: { subject } } : {}),
    ...(asked && ready > 0 ? { since: asked.since } : {}),
    hints: { namespace: workload.namespace, workloadKind: 'Deployment', workload: workload.name, component, cause: fault },
  };
}
