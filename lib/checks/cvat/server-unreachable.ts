import { type CheckContext, defineCheck } from '@/lib/checks/check';
import { isReady } from '@/lib/checks/shared/serving';
import { witness } from '@/lib/checks/shared/witness';
import { isLive, refOfWorkload } from '@/lib/checks/shared/workload-groups';
import { roleOf } from '@/lib/checks/shared/workload-role';
import type { ServiceFact } from '@/lib/domain/facts/cluster';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { WorkloadFact } from '@/lib/domain/facts/workload';
import type { ChainLink, FindingDraft } from '@/lib/domain/finding';
import type { UnknownPart } from '@/lib/domain/part';
import { say } from '@/lib/domain/text';
import { unknownBecauseOf } from '@/lib/domain/verdict';

const ID = 'server-unreachable';
const text = (key: string, params?: Record<string, string | number>) => say(`checks.${ID}.${key}`, params);

/** Reasons that mean CVAT was asked and did not answer as it should. Anything else says something about Loupe's set-up, not about CVAT. */
const silent: ReadonlySet<string> = new Set(['cvat-unreachable', 'endpoint-unreachable', 'cvat-failed', 'timed-out']);

interface Case {
  readonly about: UnknownPart;
  readonly deployment: WorkloadFact | undefined;
  readonly pods: readonly PodFact[] | undefined;
  readonly service: ServiceFact | undefined;
}

/** CVAT's `about` does not answer Loupe. It needs neither login nor permission service nor cache, so nothing of CVAT is to be had when it is silent. */
export const serverUnreachable = defineCheck({
  id: ID,
  area: 'cvat',
  needs: [],
  mayUse: ['cvatAbout', 'workloads', 'pods', 'services'],
  toleratedMisses: 1,
  evaluate({ cvatAbout, workloads, pods, services }, ctx) {
    if (cvatAbout.status === 'known') return cvatAbout.fresh ? { kind: 'ok' } : unknownBecauseOf('cvatAbout', cvatAbout);
    if (cvatAbout.reason === 'not-configured') return { kind: 'not-applicable', reason: text('notConfigured') };
    if (!silent.has(cvatAbout.reason)) return unknownBecauseOf('cvatAbout', cvatAbout);
    const deployment = workloads.status === 'known' ? workloads.data.find((w) => w.kind === 'Deployment' && roleOf(w.template.labels) === 'server') : undefined;
    const own = pods.status === 'known' ? pods.data.filter((p) => isLive(p) && roleOf(p.labels) === 'server') : undefined;
    const service =
      services.status === 'known'
        ? services.data.find((s) => s.namespace === ctx.installation.namespace && s.selector.component === 'server' && s.selector.tier === 'backend')
        : undefined;
    return { kind: 'found', findings: [draft({ about: cvatAbout, deployment, pods: own, service }, ctx)] };
  },
});

function draft({ about, deployment, pods, service }: Case, ctx: CheckContext): FindingDraft {
  const seen = witness(ID, ctx);
  const ready = pods?.filter(isReady).length;
  const { namespace, release } = ctx.installation;
  const cause = ready === 0 && deployment ? refOfWorkload(deployment) : undefined;
  return {
    checkId: ID,
    subject: { kind: 'Server', namespace, name: release },
    severity: 'critical',
    title: text('title'),
    summary: ready === undefined ? text('summary.unknown') : ready > 0 ? text('summary.podsReady', { ready }) : text('summary.noPods'),
    evidence: [
      seen('cvatAbout', 'about', about.reason, { expected: 'HTTP 200', bad: true, source: about.source }),
      ...(pods ?? []).map((p) =>
        seen('pods', 'pod', `${p.name}: ${isReady(p) ? 'ready' : (p.containers.find((c) => c.state.reason)?.state.reason ?? `${p.phase}, not ready`)}`, {
          from: `pods/${p.name}`,
        }),
      ),
      ...(service?.readyEndpoints === undefined
        ? []
        : [seen('services', 'endpoints', String(service.readyEndpoints), { expected: '≥ 1', bad: false, from: `services/${service.name}` })]),
    ],
    chain: chainOf(ready, service),
    falseIf: text('falseIf'),
    ...(cause ? { causedBy: { subject: cause } } : {}),
    since: about.since,
    hints: { namespace, ...(deployment ? { workloadKind: deployment.kind, workload: deployment.name } : {}), ...(service ? { service: service.name } : {}) },
  };
}

/** The first stage that is not good is the broken one: the pods, the Service, or the answer itself. */
function chainOf(ready: number | undefined, service: ServiceFact | undefined): ChainLink[] {
  const endpoints = service?.readyEndpoints;
  const stages: { label: string; value: ChainLink['value']; good: boolean | undefined }[] = [
    {
      label: 'pods',
      value: ready === undefined ? text('chain.unknown') : text('chain.podsReady', { ready }),
      good: ready === undefined ? undefined : ready > 0,
    },
    {
      label: 'service',
      value: endpoints === undefined ? text('chain.unknown') : text('chain.endpoints', { endpoints }),
      good: endpoints === undefined ? undefined : endpoints > 0,
    },
    { label: 'about', value: text('chain.noAnswer'), good: false },
    { label: 'people', value: text('chain.stopped'), good: false },
  ];
  const brokenAt = stages.findIndex((s) => s.good === false);
  return stages.map(({ label, value, good }, i) => ({
    label: text(`chain.${label}`),
    value,
    state: i === brokenAt ? 'broken' : good === undefined ? 'unknown' : good ? 'good' : 'follows',
  }));
}
