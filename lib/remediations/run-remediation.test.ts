import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setRuntimeClass } from '@/lib/remediations/catalogue/set-runtime-class';
import { carriedOut, type EngineKit, engineKit, eventsOf, operator, planned, viewer } from '@/lib/remediations/testing/engine-kit';
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

describe('planning', () => {
  it('shows the dry run as lines of YAML, asks for the rights and touches nothing', async () => {
    const { plan, preview } = await planned(kit, ID);
    expect(preview.steps[0]?.diff.filter((l) => l.op !== ' ')).toEqual([{ op: '+', line: '      runtimeClassName: nvidia' }]);
    expect(preview.rights.every((r) => r.held === 'yes')).toBe(true);
    expect(plan.byHand[0]).toContain('kubectl -n cvat patch deployment nuclio-yolov7');
    expect(kit.cluster.calls).toEqual([]);
    expect(await eventsOf(kit)).toEqual(['run-planned']);
  });

  it('never shows a secret of the object it would change', async () => {
    const { preview } = await planned(kit, ID);
    expect(JSON.stringify(preview)).not.toContain('hush-hush');
  });

  it('says why it is not possible', async () => {
    kit.cluster.remove('Deployment', 'nuclio-yolov7');
    expect(await kit.engine.plan({ kind: 'plan', findingId: 'f1', remediationId: ID, input: {}, actor: operator })).toEqual({
      kind: 'not-possible',
      reason: { key: 'remediations.set-runtime-class.noDeployment', params: { deployment: 'nuclio-yolov7' } },
    });
  });

  it('turns away and records who may not', async () => {
    await expect(planned(kit, ID, {}, viewer)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await eventsOf(kit)).toEqual(['run-refused:denied']);
  });

  it('reads once more what was written between the plan and its dry run, and says so when it never rests', async () => {
    let dryRuns = 0;
    let restsAfter = 2;
    kit.cluster.beforeDryRun = () => {
      if (++dryRuns <= restsAfter) kit.cluster.edit('Deployment', 'nuclio-yolov7', (d) => (d.metadata.annotations = { written: String(dryRuns) }));
    };
    const { preview, plan } = await planned(kit, ID);
    expect(preview.steps[0]).not.toHaveProperty('refused');
    expect(plan.steps[0]?.operation).toMatchObject({ target: { resourceVersion: kit.cluster.get('Deployment', 'nuclio-yolov7')?.metadata.resourceVersion } });
    expect(await eventsOf(kit)).toEqual(['run-planned']);

    dryRuns = 0;
    restsAfter = Number.POSITIVE_INFINITY;
    expect((await planned(kit, ID)).preview.steps[0]).toMatchObject({ outdated: true, refused: { key: 'errors.cluster-conflict' } });
    expect(dryRuns).toBe(3);
  });

  it('does not guess when a part cannot be read', async () => {
    kit.cluster.fail.read = 'cluster-unreachable';
    await expect(planned(kit, ID)).rejects.toMatchObject({ code: 'cluster-unreachable' });
  });
});

describe('submitting', () => {
  it('carries out the steps, verifies by the check and records all of it', async () => {
    const run = await carriedOut(kit, ID);
    expect(run.status).toBe('verified');
    expect(run.steps.map((s) => s.state)).toEqual(['done', 'done', 'done']);
    expect(run.steps[0]?.call).toBe('PATCH apps/v1 namespaces/cvat/deployments/nuclio-yolov7');
    expect(run.verification?.evidence[0]?.observed).toBe('spec.template.spec.runtimeClassName: nvidia');
    expect(kit.cluster.calls).toEqual(['patch Deployment/nuclio-yolov7']);
    expect(await eventsOf(kit)).toEqual([
      'run-planned',
      'run-intent',
      'run-step:running',
      'run-step:calling',
      'run-step:done',
      'run-step:running',
      'run-step:done',
      'run-step:running',
      'run-step:done',
      'run-outcome:verified',
    ]);
    expect(await kit.ledger.verify()).toMatchObject({ ok: true });
  });

  it('gives the same run when the same plan is submitted twice', async () => {
    const record = await planned(kit, ID);
    const [first, second] = [await kit.engine.submit(submitOf(record)), await kit.engine.submit(submitOf(record))];
    await kit.engine.settled();
    expect(second.id).toBe(first.id);
    expect(kit.cluster.calls).toHaveLength(1);
  });

  it('lets only one of two people act on a target at once', async () => {
    const [one, two] = [await planned(kit, ID), await planned(kit, ID)];
    const answers = await Promise.allSettled([kit.engine.submit(submitOf(one)), kit.engine.submit(submitOf(two))]);
    await kit.engine.settled();
    expect(answers.map((a) => a.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(answers.find((a) => a.status === 'rejected')).toMatchObject({ reason: { code: 'target-busy' } });
    expect(kit.cluster.calls).toHaveLength(1);
    expect(await eventsOf(kit)).toContain('run-refused:refused');
  });

  it('stops and keeps the new plan when the object has changed since', async () => {
    const record = await planned(kit, ID);
    kit.cluster.edit('Deployment', 'nuclio-yolov7', (d) => {
      d.spec.template.spec.containers[0].image = 'registry.test/yolov7:2';
    });
    const error = await kit.engine.submit(submitOf(record)).catch((e) => e);
    expect(error.code).toBe('plan-changed');
    const renewed = await kit.deps.runs.getPlan(error.userMessage.params.planId);
    expect(renewed?.digest).not.toBe(record.digest);
    expect(kit.cluster.calls).toEqual([]);
  });

  it('is not outdated by a status that ticks', async () => {
    const record = await planned(kit, ID);
    kit.cluster.edit('Deployment', 'nuclio-yolov7', (d) => {
      d.status.readyReplicas = 0;
    });
    await kit.engine.submit(submitOf(record));
    await kit.engine.settled();
    expect(classOf()).toBe('nvidia');
  });

  it.each([
    ['an old plan', 'plan-expired', async () => kit.clock.sleep(16 * 60_000)],
    ['a target that is gone', 'plan-not-possible', async () => kit.cluster.remove('Deployment', 'nuclio-yolov7')],
    ['a finding that is gone', 'not-found', async () => void kit.findings.clear()],
  ])('refuses %s, changes nothing and records it', async (_, code, spoil) => {
    const record = await planned(kit, ID);
    await spoil();
    await expect(kit.engine.submit(submitOf(record))).rejects.toMatchObject({ code });
    expect(kit.cluster.calls).toEqual([]);
    expect(await eventsOf(kit)).toEqual(['run-planned', 'run-refused:refused']);
  });

  it('refuses another digest than the one that was shown', async () => {
    const record = await planned(kit, ID);
    await expect(kit.engine.submit({ ...submitOf(record), digest: 'other' })).rejects.toMatchObject({ code: 'plan-changed' });
    expect(kit.cluster.calls).toEqual([]);
  });

  it('asks for the permission again', async () => {
    const record = await planned(kit, ID);
    await expect(kit.engine.submit({ ...submitOf(record), actor: viewer })).rejects.toMatchObject({ code: 'forbidden' });
    expect(await eventsOf(kit)).toEqual(['run-planned', 'run-refused:denied']);
  });

  it('refuses when the dry run was refused', async () => {
    kit.cluster.fail.dryRun = 'cluster-invalid';
    const record = await planned(kit, ID);
    expect(record.preview.steps[0]?.refused?.key).toBe('errors.cluster-invalid');
    await expect(kit.engine.submit(submitOf(record))).rejects.toMatchObject({ code: 'plan-not-possible' });
    expect(kit.cluster.calls).toEqual([]);
  });

  it('refuses when a right is missing', async () => {
    kit.cluster.fail.rights = 'no';
    const record = await planned(kit, ID);
    await expect(kit.engine.submit(submitOf(record))).rejects.toMatchObject({ code: 'cluster-denied' });
    expect(kit.cluster.calls).toEqual([]);
  });

  it('does nothing when the ledger cannot be written, and frees the target', async () => {
    const record = await planned(kit, ID);
    const append = kit.ledger.append;
    const broken = kit.restart({
      ledger: { ...kit.ledger, append: (draft) => (draft.event === 'run-intent' ? Promise.reject(Object.assign(new Error(), { code: 'x' })) : append(draft)) },
    });
    await expect(broken.submit(submitOf(record))).rejects.toThrow();
    expect(kit.cluster.calls).toEqual([]);
    expect(await kit.deps.runs.listUnfinished()).toEqual([]);
  });

  it('does nothing while the remediation is switched off', async () => {
    const off = kit.restart({ enabled: async () => false });
    await expect(off.plan({ kind: 'plan', findingId: 'f1', remediationId: ID, input: {}, actor: operator })).rejects.toMatchObject({ code: 'observe-only' });
  });
});

describe('undo', () => {
  it('is a plan and a run of its own, verified by the old state being back', async () => {
    const run = await carriedOut(kit, ID);
    const answer = await kit.engine.plan({ kind: 'plan-undo', runId: run.id, actor: operator });
    if (answer.kind !== 'planned') throw new Error(answer.reason.key);
    expect(answer.record.preview.steps[0]?.diff.filter((l) => l.op !== ' ')).toEqual([{ op: '-', line: '      runtimeClassName: nvidia' }]);
    const told: string[] = [];
    kit.engine.onChange((changed) => told.push(`${changed.id === run.id ? 'first' : 'undo'} ${changed.status} ${changed.undoneByRunId ?? ''}`));
    const undo = await kit.engine.submit(submitOf(answer.record));
    await kit.engine.settled();
    expect((await kit.deps.runs.get(undo.id))?.status).toBe('verified');
    expect(await kit.deps.runs.get(run.id)).toMatchObject({ status: 'undone', undoneByRunId: undo.id });
    // Whoever looks at the first run is told as well.
    expect(told).toContain(`first undone ${undo.id}`);
    expect(classOf()).toBeUndefined();
    expect(await kit.engine.plan({ kind: 'plan-undo', runId: run.id, actor: operator })).toMatchObject({ kind: 'not-possible' });
  });

  it('is refused when somebody has changed the field since', async () => {
    const run = await carriedOut(kit, ID);
    kit.cluster.edit('Deployment', 'nuclio-yolov7', (d) => {
      d.spec.template.spec.runtimeClassName = 'other';
    });
    expect(await kit.engine.plan({ kind: 'plan-undo', runId: run.id, actor: operator })).toMatchObject({
      kind: 'not-possible',
      reason: { key: 'remediations.set-runtime-class.undoMoved' },
    });
  });
});
