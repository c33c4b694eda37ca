import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deleteFailedFunction } from '@/lib/remediations/catalogue/delete-failed-function';
import { deployment } from '@/lib/remediations/testing/deployment';
import { carriedOut, type EngineKit, engineKit, findingOf, operator, planned } from '@/lib/remediations/testing/engine-kit';
import { nuclioEndsIn, putModel } from '@/lib/remediations/testing/fake-nuclio';
import { readyPod } from '@/lib/remediations/testing/ready-pod';

const ID = 'delete-failed-function';
const finding = findingOf('function-failed', { kind: 'NuclioFunction', apiVersion: 'nuclio.io/v1beta1', namespace: 'cvat', name: 'yolov7' });
let kit: EngineKit;
let calls: string[];
beforeEach(async () => {
  kit = await engineKit([deleteFailedFunction], finding);
  putModel(kit);
  kit.cluster.put(deployment('nuclio-yolov7', { container: 'nuclio' }));
  kit.cluster.part('pods', () => []);
  calls = nuclioEndsIn(kit, 'ready');
  kit.recheck = () => (kit.cluster.get('NuclioFunction', 'yolov7') ? { kind: 'found', findings: [finding] } : { kind: 'ok' });
});
afterEach(() => kit.close());

const reasonOf = async () => {
  const answer = await kit.engine.plan({ kind: 'plan', findingId: 'f1', remediationId: ID, input: {}, actor: operator });
  return answer.kind === 'not-possible' ? answer.reason.key : 'planned';
};

describe('delete-failed-function', () => {
  it('plans a destructive run that keeps the specification, and touches nothing', async () => {
    const { plan } = await planned(kit, ID);
    expect(plan).toMatchObject({ risk: 'destructive', confirm: 'yolov7', cost: { undo: { possible: true } }, kept: { spec: { description: 'YOLOv7' } } });
    expect(calls).toEqual([]);
  });

  it('keeps no specification that holds a secret, and says that there is no way back', async () => {
    putModel(kit, { spec: { env: [{ name: 'S3_SECRET_KEY', value: 'hush' }] } });
    const { plan } = await planned(kit, ID);
    expect(JSON.stringify(plan)).not.toContain('hush');
    expect(plan.cost.undo).toMatchObject({ possible: false });
    expect(plan.warnings.map((w) => w.key.split('.').at(-1))).toContain('warnSecret');
  });

  it('refuses while pods of it serve, when it is not failed, and when it is gone', async () => {
    kit.cluster.part('pods', () => [readyPod('nuclio-yolov7-x', { 'nuclio.io/function-name': 'yolov7' }, 'nuclio')]);
    expect(await reasonOf()).toMatch(/serving$/);
    putModel(kit, { state: 'ready' });
    expect(await reasonOf()).toMatch(/notFailed$/);
    kit.cluster.remove('NuclioFunction', 'yolov7');
    expect(await reasonOf()).toMatch(/gone$/);
  });

  it('does not delete when it cannot see whether pods serve', async () => {
    kit.cluster.part('pods', undefined);
    await expect(planned(kit, ID)).rejects.toMatchObject({ code: 'not-configured' });
  });

  it('deletes, waits until the Deployment is gone too, is verified, and can be taken back', async () => {
    const run = await carriedOut(kit, ID);
    expect(run.status).toBe('verified');
    expect(kit.cluster.get('Deployment', 'nuclio-yolov7')).toBeUndefined();
    const answer = await kit.engine.plan({ kind: 'plan-undo', runId: run.id, actor: operator });
    if (answer.kind !== 'planned') throw new Error(answer.reason.key);
    await kit.engine.submit({ kind: 'submit', planId: answer.record.id, digest: answer.record.digest, actor: operator });
    await kit.engine.settled();
    expect(kit.cluster.get('NuclioFunction', 'yolov7').spec.description).toBe('YOLOv7');
    expect((await kit.deps.runs.get(run.id))?.status).toBe('undone');
    expect(calls).toEqual(['delete', 'create']);
  });

  it('ends refused when the function has changed under it', async () => {
    const { deleteFunction } = kit.nuclio;
    kit.nuclio.deleteFunction = async (input) => {
      putModel(kit);
      return deleteFunction(input);
    };
    const run = await carriedOut(kit, ID);
    expect(run.status).toBe('refused');
    expect(kit.cluster.get('NuclioFunction', 'yolov7')).toBeDefined();
  });
});
