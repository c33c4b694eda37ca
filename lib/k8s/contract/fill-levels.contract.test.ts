import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '@/lib/domain/clock';
import { resolveEndpoints } from '@/lib/domain/discovery/resolve-endpoints';
import type { KvrocksFacts } from '@/lib/domain/facts/kvrocks';
import type { FillLevel, FillLevels } from '@/lib/domain/facts/storage';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { connectToTestCluster, describeWhere, isOurs, testControl, testInstallation } from '@/lib/k8s/contract/test-cluster';
import { createDirectReader } from '@/lib/k8s/direct-reader';
import { createPodExec } from '@/lib/k8s/exec';
import { createFillLevelReader } from '@/lib/k8s/fill-levels';
import { createKubeletStats } from '@/lib/k8s/kubelet-stats';
import { createKvrocksReader } from '@/lib/kvrocks/create-kvrocks-reader';
import { runRigProgram } from '../../../rig/rig-program';

const GIB = 1024 ** 3;
const STORE = 'cvat-kvrocks-data-cvat-kvrocks-0';
const SHARED = 'cvat-backend-data';

let connection: ClusterConnection;

async function measure(): Promise<Pick<FillLevels, 'levels' | 'missing'> & { readonly kvrocks: KvrocksFacts }> {
  const reader = createDirectReader(connection, testInstallation);
  const exec = createPodExec({ connection, clock: systemClock });
  const [pods, services, workloads, claims, nodes, volumes, storageClasses, longhorn] = await Promise.all([
    ...[reader.read('pods'), reader.read('services'), reader.read('workloads'), reader.read('claims')],
    ...[reader.read('nodes'), reader.read('volumes'), reader.read('storageClasses'), reader.read('longhorn')],
  ] as const);
  const observedAt = new Date().toISOString();
  const { found: endpoints } = resolveEndpoints({ installation: { ...testInstallation, release: 'cvat' }, workloads, services });
  const endpoint = endpoints.find(({ name }) => name === 'kvrocks');
  const kvrocks = await createKvrocksReader(exec).read({ endpoint, pods, services });
  const fill = createFillLevelReader({ kubelet: createKubeletStats({ connection, clock: systemClock }), exec, clock: systemClock });
  const found = await fill.levels({
    ...{ pods, claims, nodes, volumes, storageClasses },
    kvrocks: { data: kvrocks, observedAt },
    longhorn: { data: longhorn, observedAt },
  });
  return { ...found, kvrocks };
}

const percent = ({ usedBytes, capacityBytes }: FillLevel) => (usedBytes / capacityBytes) * 100;
const named = (levels: readonly FillLevel[], claim: string) => levels.find((level) => level.claim === claim) as FillLevel;

describeWhere(isOurs, 'this cluster’s own installation is not known', 'how full the claims are', () => {
  beforeAll(() => {
    connection = connectToTestCluster();
  });
  afterAll(() => connection.close());

  it('is told for each claim, or the reason why not; each figure with its source and age', async () => {
    const { levels, missing, kvrocks } = await measure();
    const claims = await createDirectReader(connection, testInstallation).read('claims');
    expect([...levels, ...missing].map(({ claim }) => claim).sort()).toEqual(claims.map(({ name }) => name).sort());

    expect(named(levels, STORE)).toMatchObject({ source: { kind: 'kvrocks', detail: kvrocks.pod }, usedBytes: kvrocks.diskUsedBytes });
    const shared = named(levels, SHARED);
    expect(['kubelet', 'exec']).toContain(shared.source.kind);
    // What came from `df` says what keeps the kubelet from telling.
    if (shared.source.kind === 'exec') expect(shared.better?.kind).toBe('kubelet');
    for (const level of levels) {
      expect(level.usedBytes).toBeGreaterThan(0);
      expect(level.usedBytes).toBeLessThanOrEqual(level.capacityBytes);
      expect(Math.abs(Date.parse(level.observedAt) - Date.now())).toBeLessThan(10 * 60_000);
    }
  });

  it('is bounded by Longhorn where nobody can measure, and that is no level', async () => {
    const { levels, missing } = await measure();
    const bounds = missing.flatMap(({ atMost }) => atMost ?? []);
    for (const bound of bounds) expect(bound).toMatchObject({ source: { kind: 'longhorn' } });
    expect(levels.filter(({ source }) => source.kind === 'longhorn')).toEqual([]);
  });
});

describeWhere(testControl.rig !== undefined, 'only a rig has these faults', 'claims that are full', () => {
  const seed = (...faults: string[]) =>
    runRigProgram('seed-up', ['--dir', path.resolve(testControl.rig ?? ''), ...faults.flatMap((fault) => ['--fault', fault])]);

  beforeAll(async () => {
    connection = connectToTestCluster();
    await seed('kvrocks-full', 'pvc-full');
  }, 300_000);
  afterAll(async () => {
    await seed();
    await connection.close();
  }, 300_000);

  it('are measured at their sources: KVRocks by itself, the shared volume by df in a pod', async () => {
    const { levels, kvrocks } = await measure();
    const store = named(levels, STORE);
    expect(store.source).toEqual({ kind: 'kvrocks', detail: 'cvat-kvrocks-0' });
    expect(percent(store)).toBeGreaterThan(98);
    expect(kvrocks.composition?.archiveBytes).toBeGreaterThan(5 * GIB);
    const shared = named(levels, SHARED);
    expect(shared).toMatchObject({ source: { kind: 'exec' }, sharesNodeDisk: false, better: { kind: 'kubelet' } });
    expect(percent(shared)).toBeGreaterThan(98);
  });
});
