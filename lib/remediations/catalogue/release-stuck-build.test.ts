import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobFact } from '@/lib/domain/facts/workload';
import { releaseStuckBuild } from '@/lib/remediations/catalogue/release-stuck-build';
import { deployment } from '@/lib/remediations/testing/deployment';
import { carriedOut, type EngineKit, engineKit, findingOf, operator, planned } from '@/lib/remediations/testing/engine-kit';
import { nuclioEndsIn, putModel } from '@/lib/remediations/testing/fake-nuclio';

const ID = 'release-stuck-build';
const JOB = 'nuclio-kanikojob.nuclioprocessoryolov7latest.abcdefghij';
const finding = findingOf('function-build-stuck', { kind: 'NuclioFunction', apiVersion: 'nuclio.io/v1beta1', namespace: 'cvat', name: 'yolov7' });
let kit: EngineKit;
let calls: string[];
beforeEach(async () => {
  kit = await engineKit([releaseStuckBuild], finding);
  putModel(kit, { state: 'building', image: '' });
  calls = nuclioEndsIn(kit, 'ready');
  kit.cluster.part('jobs', () => []);
  kit.recheck = () => (kit.cluster.get('NuclioFunction', 'yolov7')?.status.state === 'building' ? { kind: 'found', findings: [finding] } : { kind: 'ok' });
});
afterEach(() => kit.close());

function liveJob() {
  kit.cluster.put({ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: JOB }, spec: {} });
  const job: JobFact = { namespace: 'cvat', name: JOB, uid: 'u', createdAt: '', labels: {}, active: 1, succeeded: 0, failed: 0, conditions: [], images: [] };
  kit.cluster.part('jobs', () => [job, { ...job, name: 'nuclio-kanikojob.nuclioprocessorothermodel.abc' }]);
}

describe('release-stuck-build', () => {
  it('sets the state on the resource; without a known image that is all, and it says so', async () => {
    const { plan, preview } = await planned(kit, ID);
    expect(plan.steps.map((s) => s.id)).toEqual(['state']);
    expect(preview.steps[0]?.simulated).toBe(true);
    expect(plan.warnings[0]?.key).toMatch(/warnNoImage$/);
    expect(calls).toEqual([]);
  });

  it('removes the function’s own live build and no other', async () => {
    liveJob();
    const { plan } = await planned(kit, ID);
    expect(plan.steps.map((s) => s.id)).toEqual(['state', 'job-1']);
    await carriedOut(kit, ID);
    expect(kit.cluster.calls).toEqual(['patch NuclioFunction/yolov7', `delete Job/${JOB}`]);
  });

  it('puts the image back that the Deployment still runs, without a build, and is verified', async () => {
    kit.cluster.put(deployment('nuclio-yolov7', { container: 'nuclio', image: 'registry.test/yolov7:1' }));
    const run = await carriedOut(kit, ID);
    expect(run.status).toBe('verified');
    expect(calls).toEqual(['update']);
    expect(kit.cluster.get('NuclioFunction', 'yolov7').spec).toMatchObject({ image: 'registry.test/yolov7:1', build: { mode: 'neverBuild' } });
  });

  it('carries no secret of the specification into the plan', async () => {
    putModel(kit, { state: 'building', image: '', spec: { env: [{ name: 'TOKEN', value: 'hush' }] } });
    kit.cluster.put(deployment('nuclio-yolov7', { container: 'nuclio' }));
    const { plan } = await planned(kit, ID);
    expect(JSON.stringify(plan)).not.toContain('hush');
    expect(plan.steps.map((s) => s.id)).toEqual(['state']);
  });

  it('refuses a function that is not building', async () => {
    putModel(kit, { state: 'ready' });
    expect(await kit.engine.plan({ kind: 'plan', findingId: 'f1', remediationId: ID, input: {}, actor: operator })).toMatchObject({
      kind: 'not-possible',
      reason: { key: 'remediations.release-stuck-build.notBuilding' },
    });
  });

  it('ends refused when the build has moved on meanwhile', async () => {
    kit.cluster.fail.write = 'cluster-conflict';
    expect((await carriedOut(kit, ID)).status).toBe('refused');
  });
});
