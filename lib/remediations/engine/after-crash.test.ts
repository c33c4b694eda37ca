import { createClient } from '@libsql/client';
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

describe('after the process was killed', () => {
  const boundaries = [
    'begun',
    'intent',
    'before:patch',
    'calling:patch',
    'called:patch',
    'after:patch',
    'before:wait',
    'after:wait',
    'before:ask',
    'verifying',
  ];

  it.each(boundaries)('at %s: no entry is lost, the run ends, nothing is repeated', async (boundary) => {
    const record = await planned(kit, ID);
    let dead = false;
    let reached: () => void = () => undefined;
    const atBoundary = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const doomed = kit.restart({
      failpoint: (name) => {
        if (name !== boundary) return Promise.resolve();
        dead = true;
        reached();
        return new Promise(() => undefined);
      },
    });
    void doomed.submit(submitOf(record)).catch(() => undefined);
    await atBoundary;
    expect(dead).toBe(true);
    const callsBefore = kit.cluster.calls.length;
    const before = await eventsOf(kit);

    await kit.restart().reconcile();

    const after = await eventsOf(kit);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.slice(-2)).toEqual([`run-reconciled:${callsBefore > 0 ? 'applied' : 'not-applied'}`, 'run-outcome:interrupted']);
    expect(kit.cluster.calls).toHaveLength(callsBefore);
    expect(await kit.deps.runs.listUnfinished()).toEqual([]);
    expect(await kit.ledger.verify()).toMatchObject({ ok: true });
    expect((await carriedOut(kit, ID, {}, operator).catch((e: Error) => e)) instanceof Error).toBe(callsBefore > 0);
  });

  it('says undeterminable when the target cannot be read, and blocks nothing', async () => {
    const record = await planned(kit, ID);
    const doomed = kit.restart({ failpoint: (name) => (name === 'calling:patch' ? new Promise(() => reached()) : Promise.resolve()) });
    let reached: () => void = () => undefined;
    const atBoundary = new Promise<void>((resolve) => {
      reached = resolve;
    });
    void doomed.submit(submitOf(record));
    await atBoundary;
    kit.cluster.fail.read = 'cluster-unreachable';
    await kit.restart().reconcile();
    kit.cluster.fail.read = undefined;
    expect((await eventsOf(kit)).slice(-2)).toEqual(['run-reconciled:undeterminable', 'run-outcome:unknown']);
    expect((await carriedOut(kit, ID)).status).toBe('verified');
  });

  it('waits for an API server that is back later than Loupe', async () => {
    const record = await planned(kit, ID);
    const doomed = kit.restart({ failpoint: (name) => (name === 'called:patch' ? new Promise(() => reached()) : Promise.resolve()) });
    let reached: () => void = () => undefined;
    const atBoundary = new Promise<void>((resolve) => {
      reached = resolve;
    });
    void doomed.submit(submitOf(record));
    await atBoundary;
    kit.cluster.fail.read = 'cluster-unreachable';
    kit.clock.at(kit.clock.now() + 60_000, () => {
      kit.cluster.fail.read = undefined;
    });
    await kit.restart().reconcile();
    expect((await eventsOf(kit)).slice(-2)).toEqual(['run-reconciled:applied', 'run-outcome:interrupted']);
  });

  it('adopts an outcome that is already in the ledger', async () => {
    const run = await carriedOut(kit, ID);
    await kit.deps.runs.update(run.id, { status: 'verifying' });
    const before = await eventsOf(kit);
    await kit.restart().reconcile();
    expect((await kit.deps.runs.get(run.id))?.status).toBe('verified');
    expect(await eventsOf(kit)).toEqual(before);
  });

  it('holds the lock in the database itself', async () => {
    const record = await planned(kit, ID);
    const doomed = kit.restart({ failpoint: (name) => (name === 'before:patch' ? new Promise(() => reached()) : Promise.resolve()) });
    let reached: () => void = () => undefined;
    const atBoundary = new Promise<void>((resolve) => {
      reached = resolve;
    });
    void doomed.submit(submitOf(record));
    await atBoundary;
    const [held] = await kit.deps.runs.listUnfinished();
    const db = createClient({ url: kit.url });
    await db.execute({
      sql: `INSERT INTO "Plan" SELECT 'other', digest, remediationId, fingerprint, findingId, undoOfRunId, targetKey, actor, input, plan, preview, createdAt, expiresAt FROM "Plan" WHERE id = ?`,
      args: [record.id],
    });
    const second = db.execute({
      sql: `INSERT INTO "Run" SELECT 'second', 'other', remediationId, fingerprint, targetKey, actor, reason, status, steps, verification, evidence, startedAt, endedAt FROM "Run" WHERE id = ?`,
      args: [held?.id ?? ''],
    });
    await expect(second).rejects.toThrow(/held by another run/);
    db.close();
  });
});
