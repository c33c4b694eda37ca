import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClaimFact, LonghornFacts } from '@/lib/domain/facts/storage';
import { expandVolume } from '@/lib/remediations/catalogue/expand-volume';
import { carriedOut, type EngineKit, engineKit, eventsOf, findingOf, operator, planned } from '@/lib/remediations/testing/engine-kit';
import { GIB } from '@/lib/remediations/testing/kvrocks-facts';
import { wantedSize } from '@/lib/remediations/wanted-size';

const ID = 'expand-volume';
const NAME = 'cvat-backend-data';
const finding = findingOf('volume-nearly-full', { kind: 'PersistentVolumeClaim', apiVersion: 'v1', namespace: 'cvat', name: NAME });
let kit: EngineKit;
beforeEach(async () => {
  kit = await engineKit([expandVolume], finding);
  kit.cluster.put({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: NAME },
    spec: { resources: { requests: { storage: '50Gi' } } },
    status: { phase: 'Bound', capacity: { storage: '50Gi' } },
  });
  facts({});
});
afterEach(() => kit.close());

interface World {
  expandable?: boolean;
  driver?: string;
  claim?: Partial<ClaimFact>;
  headroomGib?: number;
}

function facts({ expandable = true, driver = 'driver.longhorn.io', claim = {}, headroomGib = 40 }: World) {
  const { spec, status } = kit.cluster.get('PersistentVolumeClaim', NAME);
  const base = {
    namespace: 'cvat',
    name: NAME,
    uid: 'u',
    resourceVersion: '1',
    createdAt: '',
    labels: {},
    phase: 'Bound',
    accessModes: [],
    volumeMode: 'Filesystem',
  };
  const own = { storageClass: 'longhorn', volumeName: 'pvc-1', requested: spec.resources.requests.storage, capacity: status.capacity.storage, conditions: [] };
  kit.cluster.part('claims', () => [{ ...base, ...own, ...claim }]);
  kit.cluster.part('storageClasses', () => [{ name: 'longhorn', provisioner: driver, expandable, isDefault: true }]);
  kit.cluster.part('volumes', () => [{ name: 'pvc-1', phase: 'Bound', driver, handle: 'pvc-1' }]);
  kit.cluster.part('longhorn', () => longhornWith(headroomGib));
}

function longhornWith(headroomGib: number): LonghornFacts {
  const disk = { node: 'n1', name: 'd1', diskId: 'x', maximumBytes: 200 * GIB, availableBytes: 120 * GIB, reservedBytes: 0, schedulable: true };
  return {
    overProvisioningPercent: 100,
    minimalAvailablePercent: 25,
    volumes: [],
    replicas: [{ name: 'r', volume: 'pvc-1', node: 'n1', diskId: 'x', failed: false }],
    disks: [{ ...disk, scheduledBytes: (200 - headroomGib) * GIB }],
  };
}

/** The controller and the file system grow some seconds after the claim asks for it. */
function storageGrows() {
  kit.clock.at(kit.clock.now() + 9_000, () => {
    const { spec } = kit.cluster.get('PersistentVolumeClaim', NAME);
    kit.cluster.edit('PersistentVolumeClaim', NAME, (d) => {
      d.status.capacity.storage = spec.resources.requests.storage;
    });
  });
}

const reasonOf = async (input: unknown = {}) => {
  const answer = await kit.engine.plan({ kind: 'plan', findingId: 'f1', remediationId: ID, input, actor: operator });
  return answer.kind === 'not-possible' ? answer.reason : { key: 'planned' };
};
const requested = () => kit.cluster.get('PersistentVolumeClaim', NAME).spec.resources.requests.storage;

describe('expand-volume', () => {
  it('plans half as much again, one way, with the values that keep it, and touches nothing', async () => {
    const { plan, preview } = await planned(kit, ID);
    expect(preview.steps[0]?.diff.filter((l) => l.op !== ' ').map((l) => l.op + l.line.trim())).toEqual(['-storage: 50Gi', '+storage: 75Gi']);
    expect(plan).toMatchObject({ risk: 'destructive', confirm: NAME, cost: { undo: { possible: false } } });
    expect(plan.lasting?.snippet).toBe('cvat:\n  backend:\n    defaultStorage:\n      size: 75Gi\n');
    expect(kit.cluster.calls).toEqual([]);
  });

  it('takes an empty field for none', async () => {
    expect((await planned(kit, ID, { size: ' ' })).plan.title.params?.size).toBe('75Gi');
  });

  it('suggests only what the disk admits', async () => {
    facts({ headroomGib: 15 });
    expect((await planned(kit, ID)).plan.title.params?.size).toBe('65Gi');
  });

  it('says when even the new size leaves it nearly full', async () => {
    const source = { kind: 'kubelet' as const };
    const level = { namespace: 'cvat', claim: NAME, usedBytes: 49 * GIB, capacityBytes: 50 * GIB, source, observedAt: '', sharesNodeDisk: false };
    kit.cluster.part('fillLevels', () => ({ levels: [level], missing: [], trends: [] }));
    facts({ headroomGib: 4 });
    expect((await planned(kit, ID)).plan.warnings.map((w) => w.key.split('.').at(-1))).toEqual(['warnNotEnough', 'warnHeadroom']);
    facts({ headroomGib: 40 });
    expect((await planned(kit, ID)).plan.warnings.map((w) => w.key.split('.').at(-1))).toEqual(['warnHeadroom']);
  });

  it.each([
    [{ size: '50Gi' }, 'size.notLarger'],
    [{ size: '20Gi' }, 'size.notLarger'],
    [{ size: '101Gi' }, 'size.tooLarge'],
    [{ size: '91Gi' }, 'size.overHeadroom'],
  ])('refuses %o and says what is possible', async (input, reason) => {
    const answer = await reasonOf(input);
    expect(answer.key).toBe(`remediations.expand-volume.${reason}`);
    expect('params' in answer ? answer.params?.largest : '').toBe('90.0 GiB');
  });

  it.each(['60 Gi', '0x10Gi', '-5Gi', '60GB', '0', 'many'])('says which sizes are accepted when "%s" is typed', async (size) => {
    await expect(planned(kit, ID, { size })).rejects.toMatchObject({
      code: 'invalid-input',
      userMessage: { key: 'remediations.expand-volume.fields.size.accepts' },
    });
    expect(await eventsOf(kit)).toEqual(['run-refused:refused']);
  });

  it.each([
    ['notExpandable', { expandable: false }],
    ['notBound', { claim: { phase: 'Pending' } }],
    ['growing', { claim: { requested: '80Gi' } }],
    ['size.noRoom', { headroomGib: 0 }],
    ['gone', { claim: { name: 'other' } }],
  ])('refuses: %s', async (reason, world) => {
    facts(world);
    expect((await reasonOf()).key).toBe(`remediations.expand-volume.${reason}`);
  });

  it('grows, waits for the real capacity and is verified', async () => {
    kit.recheck = () => ({ kind: 'ok' });
    storageGrows();
    const run = await carriedOut(kit, ID, { size: '60Gi' });
    expect(run.status).toBe('verified');
    expect(run.steps[1]?.note).toEqual({ key: 'steps.wait-claim-capacity.done', params: { capacity: '60Gi' } });
    expect(requested()).toBe('60Gi');
  });

  it('is denied by the admission of the dry run before anything is sent', async () => {
    kit.cluster.fail.dryRun = 'cluster-denied';
    const record = await planned(kit, ID);
    const submit = { kind: 'submit' as const, planId: record.id, digest: record.digest, actor: operator, confirmation: NAME };
    await expect(kit.engine.submit(submit)).rejects.toMatchObject({ code: 'plan-not-possible' });
    expect(requested()).toBe('50Gi');
  });

  it('ends red when the driver refuses to grow', async () => {
    kit.clock.at(kit.clock.now() + 6_000, () =>
      kit.cluster.edit('PersistentVolumeClaim', NAME, (d) => {
        d.status.allocatedResourceStatuses = { storage: 'ControllerResizeInfeasible' };
      }),
    );
    const run = await carriedOut(kit, ID);
    expect(run).toMatchObject({ status: 'failed', steps: [{ state: 'done' }, { state: 'failed', note: { key: 'steps.wait-claim-capacity.infeasible' } }] });
  });
});

describe('wantedSize', () => {
  const gib = (n: number) => BigInt(n) * BigInt(GIB);
  it.each([
    [undefined, 50, undefined, '75Gi'],
    [undefined, 50, 60, '60Gi'],
    [undefined, 1, undefined, '2Gi'],
    ['1.5Ti', 1024, undefined, '1.5Ti'],
    ['100Gi', 50, undefined, '100Gi'],
  ])('typed %s, now %d, limit %s: %s', (typed, now, limit, text) => {
    expect(wantedSize(typed, gib(now), limit === undefined ? undefined : gib(limit))).toMatchObject({ kind: 'size', text });
  });
});
