import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setRuntimeClass } from '@/lib/remediations/catalogue/set-runtime-class';
import { carriedOut, type EngineKit, engineKit, eventsOf } from '@/lib/remediations/testing/engine-kit';
import { gpuFinding, putGpuModel } from '@/lib/remediations/testing/gpu-model';

const ID = 'set-runtime-class';
const NAME = 'nuclio-yolov7';
let kit: EngineKit;

beforeEach(async () => {
  kit = await engineKit([setRuntimeClass], gpuFinding());
  putGpuModel(kit.cluster);
  kit.recheck = () => (classOf() === 'nvidia' ? { kind: 'ok' } : { kind: 'found', findings: [gpuFinding()] });
});
afterEach(() => kit.close());

const classOf = () => kit.cluster.get('Deployment', NAME)?.spec.template.spec.runtimeClassName;

describe('an API server that is away for a while', () => {
  it('does not end a rollout that goes on without us, frozen or dead', async () => {
    for (const code of ['timed-out', 'cluster-unreachable'] as const) {
      const away = kit.restart({
        failpoint: async (name) => {
          if (name !== 'before:wait') return;
          kit.cluster.fail.read = code;
          kit.clock.at(kit.clock.now() + 40_000, () => {
            kit.cluster.fail.read = undefined;
          });
        },
      });
      expect((await carriedOut({ ...kit, engine: away }, ID)).status, code).toBe('verified');
      kit.cluster.edit('Deployment', NAME, (draft) => {
        delete draft.spec.template.spec.runtimeClassName;
      });
    }
  });

  it('may carry a request out as it wakes, after we gave it up: a target that shows nothing is looked at again before that is said', async () => {
    kit.cluster.fail.write = 'timed-out';
    kit.cluster.rollsOut = false;
    let looks = 0;
    const { object } = kit.cluster.readers;
    (kit.cluster.readers as { object: typeof object }).object = async (ref) => {
      const found = await object(ref);
      looks += 1;
      // Plan, plan again, the step's own look: the fourth is the reconciliation's.
      if (looks === 4)
        kit.clock.at(kit.clock.now() + 1_000, () =>
          kit.cluster.edit('Deployment', NAME, (draft) => Object.assign(draft.spec.template.spec, { runtimeClassName: 'nvidia' })),
        );
      return found;
    };
    const run = await carriedOut(kit, ID);
    expect(run.steps[0]?.note?.key).toBe('steps.unanswered.applied');
    expect(await eventsOf(kit)).toContain('run-reconciled:applied');
  });
});

describe('a rollout the cluster itself has given up', () => {
  it('ends at once, and not at the end of our patience', async () => {
    kit.cluster.rollsOut = false;
    const began = kit.clock.now();
    kit.cluster.part('pods', () => {
      kit.cluster.edit('Deployment', NAME, (draft) => {
        const { generation } = draft.metadata;
        const verdict = { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message: 'gave up' };
        draft.status = { observedGeneration: generation, replicas: 1, conditions: [{ ...verdict, lastUpdateTime: new Date(began).toISOString() }] };
      });
      return [];
    });
    const run = await carriedOut(kit, ID);
    expect(run.status).toBe('failed');
    expect(run.steps[1]?.note?.key).toBe('steps.wait-rollout.gaveUp');
    expect(kit.clock.now() - began).toBeLessThan(10_000);
  });
});
