import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/domain/errors';
import type { NodeFact } from '@/lib/domain/facts/cluster';
import type { KvrocksFacts } from '@/lib/domain/facts/kvrocks';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { ClaimFact, LonghornFacts } from '@/lib/domain/facts/storage';
import type { PodExec } from '@/lib/domain/ports/pod-exec';
import { createFillLevelReader } from '@/lib/k8s/fill-levels';
import { createManualClock } from '@/lib/k8s/testing/manual-clock';

const node = { name: 'n1' } as NodeFact;
const claim = (name: string, more: Partial<ClaimFact> = {}) =>
  ({ namespace: 'cvat', name, volumeMode: 'Filesystem', storageClass: 'longhorn', ...more }) as ClaimFact;
const pod = (claimName: string, more: Partial<PodFact> = {}) =>
  ({
    ...{ namespace: 'cvat', name: `${claimName}-0`, phase: 'Running', node: 'n1' },
    containers: [{ name: 'main', init: false, state: { kind: 'running' }, mounts: [{ claim: claimName, path: '/data' }] }],
    ...more,
  }) as unknown as PodFact;
const df =
  'Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/x 10 4 6 40% /data\n\nFilesystem Inodes IUsed IFree IUse% Mounted on\n/dev/x 50 20 30 40% /data\n';
const denied = (right: string) => new AppError('cluster-denied', { params: { right } });

function reader(kubelet: () => unknown, ask: PodExec['ask'] = async () => ({ stdout: df, stderr: '', exitCode: 0 })) {
  const asked: string[] = [];
  const fill = createFillLevelReader({
    kubelet: { summary: async () => kubelet() },
    exec: {
      ask: (where, question) => {
        asked.push(`${where.pod} ${question.id}`);
        return ask(where, question);
      },
    },
    clock: createManualClock(),
  });
  return { fill, asked };
}
const refusing = () => {
  throw denied('get nodes/stats');
};
const search = { nodes: [node], volumes: [], storageClasses: [{ name: 'local', provisioner: 'rancher.io/local-path', expandable: false, isDefault: true }] };
const summary = {
  pods: [{ volume: [{ pvcRef: { namespace: 'cvat', name: 'a' }, usedBytes: 1, availableBytes: 9, capacityBytes: 12, time: '2026-01-29T09:59:00Z' }] }],
};

describe('fill levels', () => {
  it('come from the kubelet where it tells, with its own time, and from df in the owning pod where it does not', async () => {
    const { fill, asked } = reader(() => summary);
    const { levels, missing } = await fill.levels({ ...search, claims: [claim('a'), claim('b')], pods: [pod('a'), pod('b')] });
    expect(levels[0]).toMatchObject({
      claim: 'a',
      usedBytes: 1,
      capacityBytes: 10,
      source: { kind: 'kubelet', detail: 'n1' },
      observedAt: '2026-01-29T09:59:00Z',
    });
    expect(levels[1]).toMatchObject({
      claim: 'b',
      usedBytes: 4096,
      capacityBytes: 10_240,
      inodesUsed: 20,
      inodes: 50,
      source: { kind: 'exec', detail: 'b-0' },
    });
    expect([missing, asked]).toEqual([[], ['b-0 disk-free']]);
  });

  it('come from KVRocks itself for its own claim', async () => {
    const { fill, asked } = reader(() => summary);
    const data = { namespace: 'cvat', claim: 'a', pod: 'kv-0', diskUsedBytes: 7, diskCapacityBytes: 8 } as KvrocksFacts;
    const kvrocks = { data, observedAt: '2026-01-29T09:58:30Z' };
    const { levels } = await fill.levels({ ...search, claims: [claim('a')], pods: [pod('a')], kvrocks });
    expect(levels[0]).toMatchObject({ usedBytes: 7, capacityBytes: 8, source: { kind: 'kvrocks', detail: 'kv-0' }, observedAt: kvrocks.observedAt });
    expect(asked).toEqual([]);
  });

  it('say what keeps the kubelet from telling, where df had to', async () => {
    const obstacleWith = async (kubelet: () => unknown) =>
      (await reader(kubelet).fill.levels({ ...search, claims: [claim('a')], pods: [pod('a')] })).levels[0]?.better;
    const failing = (error: AppError) => () => {
      throw error;
    };
    expect(await obstacleWith(refusing)).toEqual({ kind: 'kubelet', obstacle: 'denied', right: 'get nodes/stats' });
    expect(await obstacleWith(failing(new AppError('timed-out')))).toEqual({ kind: 'kubelet', obstacle: 'unreachable' });
    expect(await obstacleWith(failing(new AppError('cluster-unreachable', { params: { reason: 'certificate' } })))).toEqual({
      ...{ kind: 'kubelet', obstacle: 'untrusted' },
    });
    expect(await obstacleWith(failing(new AppError('not-found')))).toEqual({ kind: 'kubelet', obstacle: 'mute' });
    expect(await obstacleWith(() => ({}))).toBeUndefined();
  });

  it('of another node are not blamed on the kubelet that told', async () => {
    const elsewhere = { ...search, nodes: [node, { name: 'n2' } as NodeFact] };
    const fill = createFillLevelReader({
      kubelet: { summary: async ({ name }) => (name === 'n2' ? refusing() : {}) },
      exec: { ask: async () => ({ stdout: df, stderr: '', exitCode: 0 }) },
      clock: createManualClock(),
    });
    const { levels } = await fill.levels({ ...elsewhere, claims: [claim('a'), claim('b')], pods: [pod('a'), pod('b', { node: 'n2' })] });
    expect(levels.map(({ better }) => better?.obstacle)).toEqual([undefined, 'denied']);
  });

  it('of one disk carry the same name for it: local-path on a node, an NFS export, and what the kubelet knows as its own', async () => {
    const volumes = [
      { name: 'v-a', phase: 'Bound', driver: 'hostPath', location: '/opt/local' },
      { name: 'v-b', phase: 'Bound', driver: 'hostPath', location: '/opt/local' },
      { name: 'v-c', phase: 'Bound', driver: 'nfs', location: '10.0.0.9:/export' },
      { name: 'v-d', phase: 'Bound', driver: 'nfs.csi.k8s.io', location: '10.0.0.9:/export' },
      { name: 'v-e', phase: 'Bound', driver: 'driver.longhorn.io' },
    ];
    const claims = ['a', 'b', 'c', 'd', 'e'].map((name) => claim(name, { volumeName: `v-${name}`, storageClass: name < 'c' ? 'local' : 'other' }));
    const { fill } = reader(() => ({}));
    const { levels } = await fill.levels({ ...search, volumes, claims, pods: ['a', 'b', 'c', 'd', 'e'].map((name) => pod(name)) });
    const [a, b, c, d, e] = levels;
    expect(a?.disk).toEqual({ id: 'node n1 /opt/local', kind: 'node', place: 'n1' });
    expect(b?.disk).toEqual(a?.disk);
    expect(c?.disk).toEqual({ id: 'export 10.0.0.9:/export', kind: 'export', place: '10.0.0.9' });
    expect(d?.disk).toEqual(c?.disk);
    expect([e?.disk, e?.sharesNodeDisk, a?.sharesNodeDisk]).toEqual([undefined, false, true]);

    const own = { node: { fs: { capacityBytes: 12 } }, ...summary };
    const told = await reader(() => own).fill.levels({ ...search, claims: [claim('a')], pods: [pod('a')] });
    expect(told.levels[0]?.disk).toEqual({ id: 'node n1', kind: 'node', place: 'n1' });
  });

  it('that nobody could measure keep what Longhorn counts as a bound, which is no level', async () => {
    const volume = { name: 'v-a', sizeBytes: 100, actualBytes: 130, replicas: 1, state: 'detached', robustness: 'unknown' };
    const longhorn = { data: { volumes: [volume] } as unknown as LonghornFacts, observedAt: '2026-01-29T09:50:00Z' };
    const { fill } = reader(refusing);
    const { levels, missing } = await fill.levels({
      ...search,
      longhorn,
      claims: [claim('a', { volumeName: 'v-a' }), claim('b', { volumeName: 'v-b' }), claim('c', { volumeName: 'v-a', volumeMode: 'Block' })],
      pods: [],
    });
    const atMost = { usedBytes: 100, capacityBytes: 100, source: { kind: 'longhorn', detail: 'v-a' }, observedAt: longhorn.observedAt };
    expect(levels).toEqual([]);
    expect(missing).toEqual([
      { namespace: 'cvat', claim: 'a', reason: 'not-mounted', atMost },
      { namespace: 'cvat', claim: 'b', reason: 'not-mounted' },
      { namespace: 'cvat', claim: 'c', reason: 'block-volume', atMost },
    ]);
    const uncounted = { ...longhorn, data: { volumes: [{ ...volume, actualBytes: 0 }] } as unknown as LonghornFacts };
    const unknown = await fill.levels({ ...search, longhorn: uncounted, claims: [claim('a', { volumeName: 'v-a' })], pods: [] });
    expect(unknown.missing[0]?.atMost).toBeUndefined();
  });

  it.each([
    ['nothing mounts it', claim('a'), [], async () => ({ stdout: df, stderr: '', exitCode: 0 }), { reason: 'not-mounted' }],
    ['its pod is not running', claim('a'), [pod('a', { phase: 'Pending' })], async () => ({ stdout: df, stderr: '', exitCode: 0 }), { reason: 'not-mounted' }],
    [
      'it is a block device',
      claim('a', { volumeMode: 'Block' }),
      [pod('a')],
      async () => ({ stdout: df, stderr: '', exitCode: 0 }),
      { reason: 'block-volume' },
    ],
    [
      'exec is not allowed',
      claim('a'),
      [pod('a')],
      async () => Promise.reject(denied('create pods/exec')),
      { reason: 'denied', missingRight: 'create pods/exec' },
    ],
    ['nobody answers', claim('a'), [pod('a')], async () => Promise.reject(new AppError('cluster-unreachable')), { reason: 'unreachable' }],
  ] as const)('are missing with the reason when %s', async (_why, one, pods, ask, expected) => {
    const { fill } = reader(refusing, ask);
    const { levels, missing } = await fill.levels({ ...search, claims: [one], pods: [...pods] });
    expect(levels).toEqual([]);
    expect(missing).toMatchObject([expected]);
  });

  it('are missing for the right that would give them where the image has no df', async () => {
    const noDf = async () => ({ stdout: '', stderr: 'df: not found', exitCode: 127 });
    const denying = reader(refusing, noDf);
    expect((await denying.fill.levels({ ...search, claims: [claim('a')], pods: [pod('a')] })).missing).toMatchObject([
      { reason: 'denied', missingRight: 'get nodes/stats' },
    ]);
    const silent = reader(() => ({}), noDf);
    expect((await silent.fill.levels({ ...search, claims: [claim('a')], pods: [pod('a')] })).missing).toMatchObject([{ reason: 'no-df' }]);
  });
});

describe('node disks', () => {
  it('are unknown, not empty, when no kubelet answers', async () => {
    await expect(reader(refusing).fill.nodeDisks([node])).rejects.toMatchObject({ code: 'cluster-denied' });
  });

  it('come from those that do', async () => {
    const fs = { usedBytes: 1, availableBytes: 2, capacityBytes: 3, time: '2026-01-29T09:59:00Z' };
    await expect(reader(() => ({ node: { fs } })).fill.nodeDisks([node])).resolves.toMatchObject([{ node: 'n1', observedAt: fs.time }]);
  });
});
