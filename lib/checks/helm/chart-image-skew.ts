import { type CheckContext, defineCheck } from '@/lib/checks/check';
import { refOfRelease, type Skew, skewOf } from '@/lib/checks/shared/version-skew';
import { witness } from '@/lib/checks/shared/witness';
import { roleOf, severityOf } from '@/lib/checks/shared/workload-role';
import type { HelmReleaseFact } from '@/lib/domain/facts/cvat';
import type { WorkloadFact } from '@/lib/domain/facts/workload';
import type { FindingDraft, Severity } from '@/lib/domain/finding';
import { say } from '@/lib/domain/text';

const ID = 'chart-image-skew';
const text = (key: string, params?: Record<string, string | number>) => say(`checks.${ID}.${key}`, params);

/**
 * Chart and images from different sides of one change: since chart 0.15.1 the pods demand a numeric user and the interface's port is 8000; the images
 * do so since 2.44.0. Mixed, the backend's containers cannot be created and the interface is probed where it does not listen.
 */
export const chartImageSkew = defineCheck({
  id: ID,
  area: 'helm',
  needs: ['helmRelease', 'workloads'],
  mayUse: ['cvatAbout'],
  toleratedMisses: 0,
  evaluate({ helmRelease, workloads, cvatAbout }, ctx) {
    if (helmRelease.chart !== 'cvat') return { kind: 'not-applicable', reason: text('otherChart', { chart: helmRelease.chart }) };
    const skew = skewOf(helmRelease, workloads);
    if (!skew) return { kind: 'ok' };
    return { kind: 'found', findings: [draft(helmRelease, skew, cvatAbout.status === 'known' ? cvatAbout.data.version : undefined, ctx)] };
  },
});

function draft(release: HelmReleaseFact, skew: Skew, about: string | undefined, ctx: CheckContext): FindingDraft {
  const seen = witness(ID, ctx);
  const versions = [...new Set(skew.odd.map((o) => o.version))].sort();
  const patched = skew.odd.filter(({ workload }) => hasNumericUser(workload));
  // A backend whose user was patched starts in spite of the skew: when it is down, something else keeps it down.
  const down = skew.odd.filter(({ workload, part }) => isDown(workload) && (part === 'ui' || !hasNumericUser(workload)));
  const expected = skew.side === 'images-older' ? '≥ 2.44.0' : '< 2.44.0';
  const params = { chart: release.chartVersion, image: versions.join(', '), workloads: skew.odd.length, down: down.length };
  return {
    checkId: ID,
    subject: refOfRelease(release),
    severity: worst(down.map((o) => severityOf(roleOf(o.workload.template.labels), true))),
    title: text('title', params),
    summary: text(`summary.${skew.side}`, params),
    evidence: [
      seen('helmRelease', 'chart', `${release.chart} ${release.chartVersion}, revision ${release.revision}`, { from: `release ${release.name}` }),
      ...skew.odd.map((o) => seen('workloads', 'image', `${o.workload.name}: ${o.image}`, { expected, bad: true, from: `deployments/${o.workload.name}` })),
      ...(about === undefined ? [] : [seen('cvatAbout', 'about', about, { from: '/api/server/about' })]),
      ...patched.map((o) =>
        seen('workloads', 'patched', `${o.workload.name}: runAsUser ${o.workload.template.containers.find((c) => c.runAsUser !== undefined)?.runAsUser}`, {
          from: `deployments/${o.workload.name}`,
        }),
      ),
      ...down.map((o) =>
        seen('workloads', 'down', `${o.workload.name}: ${o.workload.ready} of ${o.workload.desired} ready`, { from: `deployments/${o.workload.name}` }),
      ),
    ],
    falseIf: text('falseIf'),
    ...(release.deployedAt ? { since: release.deployedAt } : {}),
    hints: { namespace: release.namespace, release: release.name, chartVersion: release.chartVersion, imageVersion: versions.join(','), side: skew.side },
  };
}

function hasNumericUser(workload: WorkloadFact): boolean {
  return workload.template.containers.some((c) => !c.init && c.runAsUser !== undefined);
}

function isDown(workload: WorkloadFact): boolean {
  return workload.desired > 0 && workload.ready === 0;
}

/** A skew that everything runs in spite of is a debt: patches by hand hold it, and the next upgrade takes them away. */
function worst(severities: readonly Severity[]): Severity {
  if (severities.includes('critical')) return 'critical';
  return severities.length > 0 ? 'warning' : 'info';
}
