import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { restartWorkload } from '@/lib/remediations/catalogue/restart-workload';
import { deployment } from '@/lib/remediations/testing/deployment';
import { carriedOut, type EngineKit, engineKit, eventsOf, findingOf, operator, planned } from '@/lib/remediations/testing/engine-kit';
import { kvrocksFacts } from '@/lib/remediations/testing/kvrocks-facts';
import { readyPod } from '@/lib/remediations/testing/ready-pod';

const ID = 'restart-workload';
const finding = findingOf('pod-crash-loop', { kind: 'Deployment', apiVersion: 'apps/v1', namespace: 'cvat', name: 'cvat-opa' });
let kit: EngineKit;
beforeEach(async () => {
  kit = await engineKit([restartWorkload], finding);
  kit.cluster.put(deployment('cvat-opa', { strategy: 'RollingUpdate' }));
  kit.cluster.part('pods', () => []);
});
afterEach(() => kit.close());

const reasonOf = async () => {
  const answer = await kit.engine.plan({ kind: 'plan', findingId: 'f1', remediationId: ID, input: {}, actor: operator });
  return answer.kind === 'not-possible' ? answer.reason.key : 'planned';
};

describe('restart-workload', () => {
  it('plans one annotation of the template, and says whether anybody notices', async () => {
    const { plan, preview } = await planned(kit, ID);
    expect(preview.steps[0]?.diff.filter((l) => l.op === '+').at(-1)?.line).toContain('kubectl.kubernetes.io/restartedAt: 2026-03-01T03:00:00.000Z');
    expect(plan.cost.outage.key).toMatch(/noOutage$/);
    expect(plan.cost.undo.possible).toBe(false);
    expect(kit.cluster.calls).toEqual([]);
  });

  it('gives the same plan a minute later, so that it can be submitted', async () => {
    kit.recheck = () => ({ kind: 'ok' });
    const record = await planned(kit, ID);
    await kit.clock.sleep(60_000);
    await kit.engine.submit({ kind: 'submit', planId: record.id, digest: record.digest, actor: operator });
    await kit.engine.settled();
    expect(kit.cluster.calls).toEqual(['patch Deployment/cvat-opa']);
  });

  it.each([
    ['switchedOff', { replicas: 0 }],
    ['paused', { paused: true }],
    ['onDelete', { updateStrategy: { type: 'OnDelete' } }],
  ])('refuses: %s', async (reason, spoil) => {
    kit.cluster.edit('Deployment', 'cvat-opa', (d) => Object.assign(d.spec, spoil));
    expect(await reasonOf()).toBe(`remediations.restart-workload.${reason}`);
  });

  it.each([
    [98, 'remediations.restart-workload.kvrocksFull'],
    [50, 'planned'],
  ])('KVRocks at %d %%: %s', async (percent, expected) => {
    const subject = { kind: 'StatefulSet', apiVersion: 'apps/v1', namespace: 'cvat', name: 'cvat-kvrocks' };
    kit.findings.set('f1', findingOf('pod-crash-loop', subject));
    kit.cluster.put({ ...deployment('cvat-kvrocks', { labels: { tier: 'kvrocks' } }), kind: 'StatefulSet' });
    kit.cluster.part('kvrocks', () => kvrocksFacts({ percent }));
    expect(await reasonOf()).toBe(expected);
  });

  it('does not restart KVRocks while nobody can say how full it is', async () => {
    kit.findings.set('f1', findingOf('pod-crash-loop', { kind: 'StatefulSet', namespace: 'cvat', name: 'cvat-kvrocks' }));
    kit.cluster.put({ ...deployment('cvat-kvrocks', { labels: { tier: 'kvrocks' } }), kind: 'StatefulSet' });
    expect(await reasonOf()).toMatch(/kvrocksUnknown$/);
  });

  it('deletes the pod a StatefulSet would wait for instead of replacing it', async () => {
    kit.findings.set('f1', findingOf('pod-crash-loop', { kind: 'StatefulSet', apiVersion: 'apps/v1', namespace: 'cvat', name: 'cvat-vector' }));
    kit.cluster.put({ ...deployment('cvat-vector'), kind: 'StatefulSet' });
    kit.cluster.put({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'cvat-vector-0' }, spec: {} });
    const pod = { ...readyPod('cvat-vector-0', {}, 'vector'), workload: { kind: 'StatefulSet', name: 'cvat-vector' } };
    kit.cluster.part('pods', () => [{ ...pod, conditions: [{ type: 'Ready', status: 'False' }] }]);
    const { plan } = await planned(kit, ID);
    expect(plan.steps.map((s) => s.id)).toEqual(['remove-cvat-vector-0', 'wait']);
    expect(plan.byHand[0]).toBe('kubectl -n cvat delete pod cvat-vector-0');
    kit.cluster.part('pods', () => [pod]);
    expect((await planned(kit, ID)).plan.steps.map((s) => s.id)).toEqual(['patch', 'wait']);
  });

  it('restarts and is verified by the check', async () => {
    kit.recheck = () => ({ kind: 'ok' });
    const run = await carriedOut(kit, ID);
    expect(run.status).toBe('verified');
    expect(run.steps[1]?.note?.key).toBe('steps.wait-rollout.progress');
  });

  /** What the controller said of the revision before stands until a pod moves. */
  const givenUp = () => {
    kit.cluster.edit('Deployment', 'cvat-opa', (d) => {
      d.spec.progressDeadlineSeconds = 60;
      d.status.conditions = [
        { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message: 'ReplicaSet "x" has timed out progressing.' },
      ];
    });
    kit.cluster.rollsOut = false;
  };

  it('takes no verdict on the revision before for one on its own rollout', async () => {
    givenUp();
    kit.recheck = () => ({ kind: 'ok' });
    const begun = kit.clock.now();
    kit.cluster.part('pods', () => {
      if (kit.clock.now() - begun > 20_000)
        kit.cluster.edit('Deployment', 'cvat-opa', (d) => {
          d.status = { ...d.status, observedGeneration: d.metadata.generation, updatedReplicas: 1, availableReplicas: 1 };
        });
      return [];
    });
    expect((await carriedOut(kit, ID)).status).toBe('verified');
  });

  it('ends red with the controller’s words once they can only be about this rollout', async () => {
    givenUp();
    kit.cluster.part('pods', () => {
      kit.cluster.edit('Deployment', 'cvat-opa', (d) => {
        d.status = { ...d.status, observedGeneration: d.metadata.generation, updatedReplicas: 0, availableReplicas: 0 };
      });
      return [];
    });
    expect(await carriedOut(kit, ID)).toMatchObject({
      status: 'failed',
      steps: [{ state: 'done' }, { state: 'failed', note: { key: 'steps.wait-rollout.gaveUp' } }],
    });
  });

  it('ends red when the rollout does not end in time', async () => {
    kit.cluster.rollsOut = false;
    const run = await carriedOut(kit, ID);
    expect(run).toMatchObject({ status: 'failed', steps: [{ state: 'done' }, { state: 'failed', note: { key: 'steps.wait-rollout.late' } }] });
    expect((await eventsOf(kit)).at(-1)).toBe('run-outcome:failed');
  });
});
