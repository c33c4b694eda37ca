import { describe, expect, it } from 'vitest';
import { functionBuildStuck as check } from '@/lib/checks/nuclio/function-build-stuck';
import { container, pod } from '@/lib/checks/shared/fixtures/cluster-facts';
import { judge, minutesAgo, onlyFinding } from '@/lib/checks/shared/fixtures/judge';
import { fn, modelDeployment, YOLO } from '@/lib/checks/shared/fixtures/model-facts';
import { sentence } from '@/lib/checks/shared/fixtures/spoken';
import type { FunctionFact } from '@/lib/domain/facts/models';
import type { JobFact } from '@/lib/domain/facts/workload';

const { image: _, ...noImage } = fn({ state: 'building', hasBuild: true });
const building = (more: Partial<FunctionFact> = {}): FunctionFact => ({ ...noImage, ...more });
const logged = (minutes: number) => building({ lastLogs: [{ level: 'info', message: 'Building processor image', at: minutesAgo(minutes) }] });
const job = (minutes: number, more: Partial<JobFact> = {}): JobFact => ({
  namespace: 'cvat',
  name: 'nuclio-kanikojob.nuclioprocessoryolo11xcvatdetectorgpulatest.x1y2z3',
  uid: 'job',
  createdAt: minutesAgo(minutes),
  labels: {},
  active: 1,
  succeeded: 0,
  failed: 0,
  conditions: [],
  images: [],
  ...more,
});
const dashboard = (minutes: number) =>
  pod({
    name: 'dashboard',
    labels: { 'nuclio.io/app': 'dashboard' },
    containers: [container({ name: 'dashboard', state: { kind: 'running', startedAt: minutesAgo(minutes) } })],
  });

describe('function-build-stuck', () => {
  it('reports a build that nobody works on any more, with the image that still runs', () => {
    const finding = onlyFinding(check, { functions: [logged(40)], jobs: [job(39, { active: 0, failed: 1 })], pods: [], workloads: [modelDeployment()] });
    expect(sentence(finding.title)).toBe('YOLO11x says it is building, and nothing builds it');
    expect(sentence(finding.summary)).toContain('the last sign of life is 39 minutes old');
    expect(finding.hints).toMatchObject({ function: YOLO, cause: 'zombie', hasImage: 'no', image: 'registry.test/team/yolo:latest' });
    expect(finding.evidence.filter((e) => e.bad).map((e) => e.observed)).toEqual([
      'status.state: building',
      `${job(39).name}: 0 active, 0 succeeded, 1 failed`,
    ]);
    expect(finding.chain?.at(-1)?.state).toBe('good');
    expect(finding.since).toBe(minutesAgo(39));
  });

  it('knows a zombie by the restarted dashboard when no sign of life is left', () => {
    const finding = onlyFinding(check, { functions: [building()], jobs: [], pods: [dashboard(6)] });
    expect(sentence(finding.summary)).toContain('as after a restart of Nuclio’s dashboard');
    expect(finding.since).toBeUndefined();
    expect(judge(check, { functions: [building()], jobs: [], pods: [dashboard(2)] }).kind).toBe('ok');
  });

  it('reports a build whose Job works for longer than the threshold, and no shorter one', () => {
    expect(onlyFinding(check, { functions: [logged(25)], jobs: [job(24)], pods: [] })).toMatchObject({ hints: { cause: 'long' }, since: minutesAgo(24) });
    expect(judge(check, { functions: [logged(19)], jobs: [job(19)], pods: [] }).kind).toBe('ok');
    expect(judge(check, { functions: [logged(19)], jobs: [job(19)], pods: [] }, { buildStuckMinutes: 10 }).kind).toBe('found');
  });

  it('gives the dashboard time to fetch images before its Job starts', () => {
    expect(judge(check, { functions: [logged(4)], jobs: [], pods: [dashboard(900)] }).kind).toBe('ok');
    expect(judge(check, { functions: [building({ createdAt: minutesAgo(2) })], jobs: [], pods: [dashboard(900)] }).kind).toBe('ok');
  });

  it('does not take the Job of another function for its own', () => {
    const other = job(3, { name: 'nuclio-kanikojob.nuclioprocessorsamlatest.x1y2z3' });
    expect(onlyFinding(check, { functions: [logged(40)], jobs: [other], pods: [] }).hints?.cause).toBe('zombie');
  });

  it('leaves other states alone', () => {
    expect(judge(check, { functions: [fn(), fn({ state: 'error' }), fn({ state: 'waitingForResourceConfiguration' })], jobs: [], pods: [] }).kind).toBe('ok');
  });
});
