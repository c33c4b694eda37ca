import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setRuntimeClass } from '@/lib/remediations/catalogue/set-runtime-class';
import { carriedOut, type EngineKit, engineKit, eventsOf, operator, planned } from '@/lib/remediations/testing/engine-kit';
import { gpuFinding, putGpuModel } from '@/lib/remediations/testing/gpu-model';

const ID = 'set-runtime-class';
let kit: EngineKit;

beforeEach(async () => {
  kit = await engineKit([setRuntimeClass], gpuFinding());
  putGpuModel(kit.cluster);
  kit.recheck = () => (classOf() === 'nvidia' ? { kind: 'ok' } : { kind: 'found', findings: [gpuFinding()] });
});
afterEach(() => kit.close());

const classOf = () => kit.cluster.get('Deployment', 'nuclio-yolov7')?.spec.template.spec.runtimeClassName;
const submitOf = (record: { id: string; digest: string }) => ({ kind: 'submit' as const, planId: record.id, digest: record.digest, actor: operator });

describe('ends that are not green', () => {
  it('did not hold, with the evidence of the last look', async () => {
    kit.recheck = () => ({ kind: 'found', findings: [gpuFinding()] });
    const run = await carriedOut(kit, ID);
    expect(run.status).toBe('did-not-hold');
    expect(run.verification).toMatchObject({ result: 'not-verified' });
    expect(run.evidence.after?.length).toBeGreaterThan(0);
    expect((await eventsOf(kit)).at(-1)).toBe('run-outcome:did-not-hold');
  });

  it('unknown when the check cannot be repeated', async () => {
    kit.recheck = () => ({ kind: 'unknown', part: 'pods', reason: 'cluster-unreachable' });
    expect((await carriedOut(kit, ID)).status).toBe('unknown');
  });

  it('is patient: verified as soon as the check comes back clean', async () => {
    let looks = 0;
    kit.recheck = () => (++looks < 4 ? { kind: 'found', findings: [gpuFinding()] } : { kind: 'ok' });
    expect((await carriedOut(kit, ID)).status).toBe('verified');
    expect(looks).toBe(4);
  });

  it.each([
    ['cluster-denied', 'denied'],
    ['cluster-conflict', 'refused'],
    ['not-found', 'refused'],
    ['cluster-invalid', 'refused'],
  ] as const)('a first call answered %s ends as %s, with nothing changed', async (code, outcome) => {
    kit.cluster.fail.write = code;
    const run = await carriedOut(kit, ID);
    expect(run.status).toBe(outcome);
    expect(run.steps.map((s) => s.state)).toEqual(['failed', 'waiting', 'waiting']);
    expect(classOf()).toBeUndefined();
    expect((await eventsOf(kit)).at(-1)).toBe(`run-outcome:${outcome}`);
  });

  it('a connection that dies in the middle of the call is unknown, and the target is read', async () => {
    kit.cluster.fail.writeAfter = 'cluster-unreachable';
    const run = await carriedOut(kit, ID);
    expect(run.status).toBe('unknown');
    expect(run.steps[0]).toMatchObject({ state: 'unknown', note: { key: 'steps.unanswered.applied' } });
    expect((await eventsOf(kit)).slice(-2)).toEqual(['run-reconciled:applied', 'run-outcome:unknown']);
  });

  it('a call that never arrived is unknown too, and nothing is sent again', async () => {
    kit.cluster.fail.write = 'timed-out';
    const run = await carriedOut(kit, ID);
    expect(run.steps[0]?.note?.key).toBe('steps.unanswered.not-applied');
    expect(run.status).toBe('unknown');
  });

  it('a rollout that does not start ends early and names the pod', async () => {
    kit.cluster.rollsOut = false;
    const pod = { namespace: 'cvat', name: 'nuclio-yolov7-x', createdAt: new Date(kit.clock.now()).toISOString(), conditions: [] };
    kit.cluster.part('pods', () => [
      {
        ...pod,
        workload: { kind: 'Deployment', name: 'nuclio-yolov7' },
        containers: [{ name: 'nuclio', state: { kind: 'waiting', reason: 'CreateContainerConfigError', message: 'no runtime' } }],
      } as never,
    ]);
    const began = kit.clock.now();
    const run = await carriedOut(kit, ID);
    expect(run.status).toBe('failed');
    expect(run.steps[1]?.note).toEqual({
      key: 'steps.wait-rollout.stuck',
      params: { pod: 'nuclio-yolov7-x/nuclio', reason: 'CreateContainerConfigError', message: 'no runtime' },
    });
    expect(kit.clock.now() - began).toBeLessThan(60_000);
  });

  it('a CPU build of the framework is said, not hidden behind a green patch', async () => {
    kit.exec = () => ({ stdout: '["2.3.1+cpu", null, false, 0]', stderr: '', exitCode: 0 });
    const run = await carriedOut(kit, ID);
    expect(run.status).toBe('failed');
    expect(run.steps[2]?.note?.key).toBe('steps.ask-cuda.cpuBuild');
  });

  it('a stop takes effect before the next step', async () => {
    const stopping = kit.restart({ failpoint: async (name) => (name === 'after:patch' ? engine.stop({ kind: 'stop', runId, actor: operator }) : undefined) });
    const engine = stopping;
    const record = await planned(kit, ID);
    let runId = '';
    stopping.onChange((run) => {
      runId = run.id;
    });
    await stopping.submit(submitOf(record));
    await stopping.settled();
    const run = await kit.deps.runs.get(runId);
    expect(run?.status).toBe('interrupted');
    expect(run?.steps.map((s) => s.state)).toEqual(['done', 'waiting', 'waiting']);
    expect(await eventsOf(kit)).toContain('run-stop-asked');
  });

  it('the orderly end of the process lets a run finish by itself, and begins no other', async () => {
    const patient = (ms: number, signal?: AbortSignal) =>
      ms === 20_000 ? new Promise<void>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason))) : kit.clock.sleep(ms, signal);
    const engine = kit.restart({ clock: { now: kit.clock.now, sleep: patient } });
    const run = await engine.submit(submitOf(await planned(kit, ID)));
    await engine.end(20_000);
    expect((await kit.deps.runs.get(run.id))?.status).toBe('verified');
    await expect(engine.plan({ kind: 'plan', findingId: 'f1', remediationId: ID, input: {}, actor: operator })).rejects.toMatchObject({
      code: 'shutting-down',
    });
    await expect(engine.submit({ kind: 'submit', planId: 'any', digest: '', actor: operator })).rejects.toMatchObject({ code: 'shutting-down' });
  });

  it('what does not finish in time is stopped before its next step, and says that the process ended', async () => {
    let ended: Promise<void> | undefined;
    const engine = kit.restart({
      failpoint: async (name) => {
        if (name === 'after:patch') ended ??= engine.end(0);
      },
    });
    const run = await engine.submit(submitOf(await planned(kit, ID)));
    await engine.settled();
    await ended;
    expect((await kit.deps.runs.get(run.id))?.status).toBe('interrupted');
    const [outcome] = (await kit.ledger.find({ runId: run.id, event: 'run-outcome' })).entries;
    expect(outcome).toMatchObject({ outcome: 'interrupted', detail: { reason: 'ending' } });
  });
});
