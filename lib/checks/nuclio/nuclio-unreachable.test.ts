import { describe, expect, it } from 'vitest';
import { nuclioUnreachable as check } from '@/lib/checks/nuclio/nuclio-unreachable';
import { condition, pod, workload } from '@/lib/checks/shared/fixtures/cluster-facts';
import { contextOf, findingsOf, judge, minutesAgo, onlyFinding } from '@/lib/checks/shared/fixtures/judge';
import { assertSpoken, sentence } from '@/lib/checks/shared/fixtures/spoken';
import type { ErrorCode } from '@/lib/domain/errors';
import type { WorkloadFact } from '@/lib/domain/facts/workload';
import { unknown } from '@/lib/domain/part';

type Component = 'dashboard' | 'controller';
const labels = (component: Component) => ({ 'nuclio.io/app': component, 'nuclio.io/class': 'service' });
const deployment = (component: Component, more: Partial<WorkloadFact> = {}) =>
  workload({ name: `cvat-nuclio-${component}`, labels: labels(component), ...more });
const podOf = (component: Component, ready = true) =>
  pod({
    name: `${component}-1`,
    labels: labels(component),
    workload: { kind: 'Deployment', name: `cvat-nuclio-${component}` },
    conditions: [condition('Ready', ready ? 'True' : 'False')],
  });
const workloads = [deployment('dashboard'), deployment('controller')];
const well = { workloads, pods: [podOf('dashboard'), podOf('controller')], nuclioDashboard: { version: '1.15.13', ms: 20 } };

function asked(reason: ErrorCode, ready = true) {
  const verdict = check.evaluate(
    { workloads, pods: [podOf('dashboard', ready), podOf('controller')], nuclioDashboard: unknown(reason, minutesAgo(4), { kind: 'nuclio' }) },
    contextOf(),
  );
  assertSpoken(check.id, verdict);
  return verdict;
}

describe('nuclio-unreachable', () => {
  it('reports a dashboard without a ready pod as the effect of its pods', () => {
    const finding = onlyFinding(check, { ...well, pods: [podOf('dashboard', false), podOf('controller')] });
    expect(sentence(finding.title)).toBe('Nuclio’s dashboard has no ready pod: no model can be called');
    expect(finding).toMatchObject({
      severity: 'critical',
      subject: { kind: 'Deployment', name: 'cvat-nuclio-dashboard' },
      causedBy: { subject: { name: 'cvat-nuclio-dashboard' } },
    });
    expect(finding.evidence[0]).toMatchObject({ observed: '1 wanted, 0 ready', bad: true });
  });

  it('reports a controller without a ready pod as a warning: what runs goes on', () => {
    expect(onlyFinding(check, { ...well, pods: [podOf('dashboard')] })).toMatchObject({ severity: 'warning', hints: { component: 'controller' } });
  });

  it('reports a silent dashboard whose pod is ready', () => {
    for (const reason of ['nuclio-unreachable', 'endpoint-unreachable'] as const) {
      expect(asked(reason)).toMatchObject({ kind: 'found', findings: [{ severity: 'critical', since: minutesAgo(4), hints: { cause: 'silent' } }] });
    }
  });

  it('does not take slow for down', () => {
    expect(asked('timed-out')).toMatchObject({ kind: 'found', findings: [{ severity: 'warning', hints: { cause: 'slow' } }] });
    expect(check.toleratedMisses).toBeGreaterThan(0);
  });

  it('takes no address and no right of Loupe’s own for no fault of Nuclio', () => {
    for (const reason of ['not-configured', 'cluster-denied', 'not-read-yet'] as const) expect(asked(reason).kind).toBe('ok');
  });

  it('names each part that is switched off', () => {
    const off = { workloads: [deployment('dashboard', { desired: 0 }), deployment('controller', { desired: 0 })], pods: [] };
    expect(findingsOf(check, off).map((f) => [f.hints?.component, f.hints?.cause])).toEqual([
      ['dashboard', 'off'],
      ['controller', 'off'],
    ]);
  });

  it('is silent when both are well, and does not apply without Nuclio', () => {
    expect(judge(check, well).kind).toBe('ok');
    expect(judge(check, { workloads: [workload()], pods: [] }).kind).toBe('not-applicable');
  });
});
