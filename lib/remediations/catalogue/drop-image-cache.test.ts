import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CloudStorageFact } from '@/lib/domain/facts/cvat';
import { dropImageCache } from '@/lib/remediations/catalogue/drop-image-cache';
import { carriedOut, type EngineKit, engineKit, eventsOf, findingOf, operator, planned } from '@/lib/remediations/testing/engine-kit';
import { type FakeKvrocks, fakeKvrocks } from '@/lib/remediations/testing/fake-kvrocks';

const ID = 'drop-image-cache';
const finding = findingOf('kvrocks-disk-filling', { kind: 'KvrocksStore', namespace: 'cvat', name: 'cvat-kvrocks' });
const storage = (status?: string): CloudStorageFact => ({
  id: 1,
  displayName: 'minio',
  provider: 'AWS_S3_BUCKET',
  resource: 'cvat',
  ...(status && { status }),
});
let kit: EngineKit;
let store: FakeKvrocks;
beforeEach(async () => {
  kit = await engineKit([dropImageCache], finding);
  store = fakeKvrocks(kit, { liveGib: 97, expiredGib: 0, archiveGib: 2 });
  kit.cluster.part('cloudStorages', () => [storage('AVAILABLE')]);
  kit.cluster.part('inferenceRequests', () => []);
  kit.recheck = () => (store.percent() < 75 ? { kind: 'ok' } : { kind: 'found', findings: [finding] });
});
afterEach(() => kit.close());

const reasonOf = async () => {
  const answer = await kit.engine.plan({ kind: 'plan', findingId: 'f1', remediationId: ID, input: {}, actor: operator });
  return answer.kind === 'not-possible' ? answer.reason.key : 'planned';
};

describe('drop-image-cache', () => {
  it('plans a destructive run that has to be typed out, and touches nothing', async () => {
    const { plan } = await planned(kit, ID);
    expect(plan).toMatchObject({ risk: 'destructive', confirm: 'cvat-kvrocks', cost: { undo: { possible: false } } });
    expect(plan.steps.map((s) => s.id)).toEqual(['purge', 'writes', 'flush', 'compact']);
    expect(store.commands).toEqual([]);
  });

  it('warns while auto-annotation runs', async () => {
    kit.cluster.part('inferenceRequests', () => [{ id: 'r', functionId: 'yolo', status: 'started' }]);
    expect((await planned(kit, ID)).plan.warnings.map((w) => w.key)).toEqual(['remediations.drop-image-cache.warnInference']);
  });

  it.each([
    ['a storage that is not there', [storage('NOT_FOUND')], 'sourceMissing'],
    ['a storage nobody asked', [storage()], 'sourceMissing'],
  ])('refuses with %s', async (_, storages, reason) => {
    kit.cluster.part('cloudStorages', () => storages);
    expect(await reasonOf()).toBe(`remediations.drop-image-cache.${reason}`);
  });

  it('refuses when the storages cannot be read', async () => {
    kit.cluster.part('cloudStorages', undefined);
    expect(await reasonOf()).toMatch(/sourcesUnknown$/);
  });

  it('drops, compacts and is verified', async () => {
    const run = await carriedOut(kit, ID);
    expect(run.status).toBe('verified');
    expect(store.commands).toEqual(['purge', 'flush', 'compact']);
    expect(store.percent()).toBe(0);
  });

  it('does nothing without the typed name', async () => {
    const record = await planned(kit, ID);
    const submit = { kind: 'submit' as const, planId: record.id, digest: record.digest, actor: operator };
    await expect(kit.engine.submit(submit)).rejects.toMatchObject({ code: 'confirmation-mismatch' });
    await expect(kit.engine.submit({ ...submit, confirmation: 'cvat' })).rejects.toMatchObject({ code: 'confirmation-mismatch' });
    expect(store.commands).toEqual([]);
    expect(await eventsOf(kit)).toEqual(['run-planned', 'run-refused:refused', 'run-refused:refused']);
  });

  it('shows the new plan when a storage has gone away meanwhile', async () => {
    const record = await planned(kit, ID);
    kit.cluster.part('cloudStorages', () => [storage('FORBIDDEN')]);
    const submit = { kind: 'submit' as const, planId: record.id, digest: record.digest, actor: operator, confirmation: 'cvat-kvrocks' };
    await expect(kit.engine.submit(submit)).rejects.toMatchObject({ code: 'plan-not-possible' });
    expect(store.commands).toEqual([]);
  });

  it('ends unknown when the flush got no answer, and does not say that it happened', async () => {
    kit.kvrocks.flush = async () => {
      throw new Error('socket closed');
    };
    const run = await carriedOut(kit, ID);
    expect(run.status).toBe('unknown');
    expect(run.steps[2]?.note?.key).toBe('steps.unanswered.undeterminable');
    expect(run.steps[3]?.state).toBe('waiting');
  });
});
