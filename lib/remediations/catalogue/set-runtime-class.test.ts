import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setRuntimeClass } from '@/lib/remediations/catalogue/set-runtime-class';
import { carriedOut, type EngineKit, engineKit, operator, planned } from '@/lib/remediations/testing/engine-kit';
import { gpuFinding, putGpuModel } from '@/lib/remediations/testing/gpu-model';

const ID = 'set-runtime-class';
let kit: EngineKit;
beforeEach(async () => {
  kit = await engineKit([setRuntimeClass], gpuFinding());
});
afterEach(() => kit.close());

const reasonOf = async () => {
  const answer = await kit.engine.plan({ kind: 'plan', findingId: 'f1', remediationId: ID, input: {}, actor: operator });
  return answer.kind === 'not-possible' ? answer.reason.key : 'planned';
};
const classOf = () => kit.cluster.get('Deployment', 'nuclio-yolov7')?.spec.template.spec.runtimeClassName;

describe('set-runtime-class', () => {
  it('plans the patch, the wait and the question, and says what it costs and how it lasts', async () => {
    putGpuModel(kit.cluster);
    const { plan } = await planned(kit, ID);
    expect(plan.steps.map((s) => s.operation.kind)).toEqual(['patch-object', 'wait-rollout', 'ask-cuda']);
    expect(plan.cost.outage.key).toBe('remediations.set-runtime-class.cost.outage');
    expect(plan.lasting?.snippet).toContain('eventTimeout: 30s');
    expect(plan.warnings).toEqual([]);
    expect(kit.cluster.calls).toEqual([]);
  });

  it('warns when the new pod has to find a second card', async () => {
    putGpuModel(kit.cluster, { strategy: 'RollingUpdate' });
    expect((await planned(kit, ID)).plan.warnings.map((w) => w.key)).toEqual(['remediations.set-runtime-class.warnRolling']);
  });

  it('refuses without a class, without a Deployment, with a class that is there, without a GPU', async () => {
    putGpuModel(kit.cluster);
    kit.cluster.part('runtimeClasses', () => [{ name: 'runc', handler: 'runc' }]);
    expect(await reasonOf()).toMatch(/noClass$/);
    putGpuModel(kit.cluster, { runtimeClassName: 'nvidia' });
    expect(await reasonOf()).toMatch(/present$/);
    putGpuModel(kit.cluster, { gpus: '0' });
    expect(await reasonOf()).toMatch(/noGpu$/);
    kit.cluster.remove('Deployment', 'nuclio-yolov7');
    expect(await reasonOf()).toMatch(/noDeployment$/);
  });

  it('sets the class and is verified by the check', async () => {
    putGpuModel(kit.cluster);
    kit.recheck = () => (classOf() === 'nvidia' ? { kind: 'ok' } : { kind: 'found', findings: [gpuFinding()] });
    expect((await carriedOut(kit, ID)).status).toBe('verified');
  });

  it('ends refused when somebody was faster', async () => {
    putGpuModel(kit.cluster);
    kit.cluster.fail.write = 'cluster-conflict';
    expect((await carriedOut(kit, ID)).status).toBe('refused');
  });
});
