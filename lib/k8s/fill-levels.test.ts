import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/domain/errors';
import type { NodeFact } from '@/lib/domain/facts/cluster';
import type { KvrocksFacts } from '@/lib/domain/facts/kvrocks';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { ClaimFact } from '@/lib/domain/facts/storage';
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
const df = 'Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/x 10 4 6 40% /data\n';
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
    expect(levels[1]).toMatchObject({ claim: 'b', usedBytes: 4096, capacityBytes: 10_240, source: { kind: 'exec', detail: 'b-0' } });
    expect([missing, asked]).toEqual([[], ['b-0 disk-free', 'b-0 disk-inodes']]);
  });

  it('come from KVRocks itself for its own claim', async () => {
    const { fill, asked } = reader(() => summary);
    const kvrocks = { namespace: 'cvat', claim: 'a', pod: 'kv-0', diskUsedBytes: 7, diskCapacityBytes: 8 } as KvrocksFacts;
    const { levels } = await fill.levels({ ...search, claims: [claim('a')], pods: [pod('a')], kvrocks });
    expect(levels[0]).toMatchObject({ usedBytes: 7, capacityBytes: 8, source: { kind: 'kvrocks', detail: 'kv-0' } });
    expect(asked).toEqual([]);
  });

  it("mark a local path: its figures are the node's", async () => {
    const { fill } = reader(() => summary);
    const { levels } = await fill.levels({ ...search, claims: [claim('a', { storageClass: 'local' })], pods: [pod('a')] });
    expect(levels[0]?.sharesNodeDisk).toBe(true);
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
