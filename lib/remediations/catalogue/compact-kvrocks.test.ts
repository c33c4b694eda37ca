import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compactKvrocks } from '@/lib/remediations/catalogue/compact-kvrocks';
import { carriedOut, type EngineKit, engineKit, eventsOf, findingOf, operator, planned } from '@/lib/remediations/testing/engine-kit';
import { type FakeKvrocks, fakeKvrocks } from '@/lib/remediations/testing/fake-kvrocks';
import { GIB, kvrocksFacts } from '@/lib/remediations/testing/kvrocks-facts';

const ID = 'compact-kvrocks';
const finding = findingOf('kvrocks-disk-filling', { kind: 'KvrocksStore', namespace: 'cvat', name: 'cvat-kvrocks' });
let kit: EngineKit;
let store: FakeKvrocks;
beforeEach(async () => {
  kit = await engineKit([compactKvrocks], finding);
  store = fakeKvrocks(kit, { liveGib: 83, expiredGib: 40, archiveGib: 12 });
  kit.recheck = () => (store.percent() < 75 ? { kind: 'ok' } : { kind: 'found', findings: [finding] });
});
afterEach(() => kit.close());

const kindsOf = async () => (await planned(kit, ID)).plan.steps.map((s) => s.operation.kind);
const reasonOf = async () => {
  const answer = await kit.engine.plan({ kind: 'plan', findingId: 'f1', remediationId: ID, input: {}, actor: operator });
  return answer.kind === 'not-possible' ? answer.reason.key : 'planned';
};

describe('compact-kvrocks', () => {
  it('plans the ladder and touches nothing', async () => {
    expect(await kindsOf()).toEqual(['kvrocks-purge-archive', 'kvrocks-await-writes', 'kvrocks-compact']);
    expect(store.commands).toEqual([]);
  });

  it('archives away, compacts, and is verified', async () => {
    const run = await carriedOut(kit, ID);
    expect(run.status).toBe('verified');
    expect(store.commands).toEqual(['purge', 'compact']);
    expect(run.steps.at(-1)?.note?.params).toMatchObject({ percent: 43 });
  });

  it('works on a full disk: the archive needs no write', async () => {
    store.liveGib = 80;
    store.archiveGib = 20;
    expect((await carriedOut(kit, ID)).status).toBe('verified');
  });

  it('stops as soon as there is room', async () => {
    store.liveGib = 60;
    store.archiveGib = 20;
    const run = await carriedOut(kit, ID);
    expect(store.commands).toEqual(['purge']);
    expect(run.steps.map((s) => s.state)).toEqual(['done', 'done', 'skipped']);
    expect(run.status).toBe('verified');
  });

  it('leaves the compaction out where there is no room for it, and says so', async () => {
    store.liveGib = 98;
    store.archiveGib = 1;
    const { plan } = await planned(kit, ID);
    expect(plan.steps.map((s) => s.id)).toEqual(['purge', 'writes']);
    expect(plan.warnings[0]?.key).toMatch(/warnNoCompaction$/);
  });

  it('does not wait for writes that its own limit refuses', async () => {
    kit.cluster.part('kvrocks', () =>
      kvrocksFacts({ percent: 90, maxDbBytes: 70 * GIB, usedDbBytes: 70 * GIB, write: { accepted: false, error: 'max-db-size' } }),
    );
    expect(await kindsOf()).toEqual(['kvrocks-compact']);
  });

  it.each([
    ['loading', { loading: true }],
    ['replicas', { connectedReplicas: 1 }],
    ['replicas', { role: 'slave' }],
    ['compacting', { isCompacting: true }],
    ['noRoom', { percent: 99, archiveGib: 0 }],
  ])('refuses: %s', async (reason, state) => {
    kit.cluster.part('kvrocks', () => kvrocksFacts(state));
    expect(await reasonOf()).toBe(`remediations.compact-kvrocks.${reason}`);
  });

  it('does not guess when KVRocks cannot be asked', async () => {
    kit.cluster.fail.read = 'exec-failed';
    await expect(planned(kit, ID)).rejects.toMatchObject({ code: 'exec-failed' });
  });

  it('did not hold when it fills as fast as it is freed', async () => {
    store.expiredGib = 1;
    const run = await carriedOut(kit, ID);
    expect(run.status).toBe('did-not-hold');
    expect((await eventsOf(kit)).at(-1)).toBe('run-outcome:did-not-hold');
  });

  it('ends unknown when the connection dies while it compacts', async () => {
    kit.kvrocks.compact = async () => {
      throw new Error('socket closed');
    };
    expect((await carriedOut(kit, ID)).status).toBe('unknown');
  });
});
