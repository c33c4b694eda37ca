import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { redeployFunction } from '@/lib/remediations/catalogue/redeploy-function';
import { carriedOut, type EngineKit, engineKit, findingOf, operator, planned } from '@/lib/remediations/testing/engine-kit';
import { nuclioEndsIn, putModel } from '@/lib/remediations/testing/fake-nuclio';

const ID = 'redeploy-function';
const finding = findingOf('function-failed', { kind: 'NuclioFunction', apiVersion: 'nuclio.io/v1beta1', namespace: 'cvat', name: 'yolov7' });
let kit: EngineKit;
beforeEach(async () => {
  kit = await engineKit([redeployFunction], finding);
  kit.recheck = () => (kit.cluster.get('NuclioFunction', 'yolov7')?.status.state === 'error' ? { kind: 'found', findings: [finding] } : { kind: 'ok' });
});
afterEach(() => kit.close());

const reasonOf = async () => {
  const answer = await kit.engine.plan({ kind: 'plan', findingId: 'f1', remediationId: ID, input: {}, actor: operator });
  return answer.kind === 'not-possible' ? answer.reason.key : 'planned';
};

describe('redeploy-function', () => {
  it('plans to start it from its image and to wait for the state, and touches nothing', async () => {
    putModel(kit);
    const calls = nuclioEndsIn(kit, 'ready');
    expect((await planned(kit, ID)).plan.steps.map((s) => s.operation.kind)).toEqual(['start-function', 'wait-function-state']);
    expect(calls).toEqual([]);
  });

  it.each([
    ['noImage', { image: '' }],
    ['atWork', { state: 'building' }],
    ['disabled', { disable: true }],
  ])('refuses: %s', async (reason, model) => {
    putModel(kit, model);
    expect(await reasonOf()).toBe(`remediations.redeploy-function.${reason}`);
  });

  it('refuses a function that is gone', async () => {
    expect(await reasonOf()).toMatch(/gone$/);
  });

  it('does not take 202 for success: waits for the state, then is verified', async () => {
    putModel(kit);
    const calls = nuclioEndsIn(kit, 'ready');
    const run = await carriedOut(kit, ID);
    expect(run.status).toBe('verified');
    expect(run.steps[1]?.note).toEqual({ key: 'steps.wait-function-state.done', params: { state: 'ready' } });
    expect(calls).toEqual(['start']);
  });

  it('ends red with Nuclio’s own words when it fails again', async () => {
    putModel(kit);
    nuclioEndsIn(kit, 'unhealthy');
    const run = await carriedOut(kit, ID);
    expect(run.status).toBe('failed');
    expect(run.steps[1]?.note).toEqual({ key: 'steps.wait-function-state.ended', params: { name: 'yolov7', state: 'unhealthy', cause: 'crash loop' } });
  });

  it('shows the new plan when the function has changed meanwhile', async () => {
    putModel(kit);
    const calls = nuclioEndsIn(kit, 'ready');
    const record = await planned(kit, ID);
    putModel(kit, { image: 'registry.test/yolov7:2' });
    await expect(kit.engine.submit({ kind: 'submit', planId: record.id, digest: record.digest, actor: operator })).rejects.toMatchObject({
      code: 'plan-changed',
    });
    expect(calls).toEqual([]);
  });
});
