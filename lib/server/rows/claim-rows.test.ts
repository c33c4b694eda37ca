import { describe, expect, it } from 'vitest';
import type { KvrocksFacts } from '@/lib/domain/facts/kvrocks';
import type { FillLevel } from '@/lib/domain/facts/storage';
import { defaultThresholds } from '@/lib/domain/installation';
import { type ClaimRowsInput, claimRows } from '@/lib/server/rows/claim-rows';
import { createFindingIndex } from '@/lib/server/rows/finding-index';
import { aClaim, aContainer, aPod } from '@/lib/server/rows/sample-facts';

const GIB = 1024 ** 3;
const at = '2026-02-11T10:00:00.000Z';
const level = (over: Partial<FillLevel> = {}): FillLevel => ({
  ...{ namespace: 'cvat', claim: 'kvrocks-data-cvat-kvrocks-0', usedBytes: 91 * GIB, capacityBytes: 100 * GIB, source: { kind: 'kvrocks' }, observedAt: at },
  sharesNodeDisk: false,
  ...over,
});
const rowOf = (over: Partial<ClaimRowsInput> = {}) =>
  claimRows({
    claims: [aClaim('kvrocks-data-cvat-kvrocks-0')],
    pods: [],
    levels: { levels: [level()], missing: [], trends: [] },
    levelsFresh: true,
    kvrocks: undefined,
    ...{ storageClasses: undefined, volumes: undefined, longhorn: undefined, thresholds: defaultThresholds, findings: createFindingIndex([]) },
    release: 'cvat',
    ...over,
  })[0];

describe('claim rows', () => {
  it('carry level, source, age and the words people use for the claim', () => {
    const mount = aContainer({ mounts: [{ claim: 'kvrocks-data-cvat-kvrocks-0', path: '/var/lib/kvrocks' }] });
    const pods = [aPod('cvat-kvrocks-0', { workload: { kind: 'StatefulSet', name: 'cvat-kvrocks' } }, mount)];
    expect(rowOf({ pods })).toMatchObject({
      ...{ label: 'kvrocks', usedBy: 'cvat-kvrocks', node: 'node-1', usedBytes: 91 * GIB, requestedBytes: 100 * GIB, observedAt: at, tone: 'warn' },
      source: { kind: 'kvrocks' },
    });
  });

  it('judge KVRocks by its own thresholds, once its composition is known', () => {
    const kvrocks = {
      ...{ namespace: 'cvat', claim: 'kvrocks-data-cvat-kvrocks-0', diskCapacityBytes: 100 * GIB, diskUsedBytes: 93 * GIB },
      composition: { liveBytes: 60 * GIB, liveFiles: 9, archiveBytes: 30 * GIB, archiveFiles: 4, restBytes: 3 * GIB },
    } as KvrocksFacts;
    const levels = { levels: [level({ usedBytes: 93 * GIB })], missing: [], trends: [] };
    expect(rowOf({ kvrocks, levels })).toMatchObject({ tone: 'bad', composition: { archiveBytes: 30 * GIB, freeBytes: 7 * GIB } });
  });

  it('say why there is no figure, and claim nothing', () => {
    const missing = { namespace: 'cvat', claim: 'kvrocks-data-cvat-kvrocks-0', reason: 'denied' as const, missingRight: 'get nodes/stats' };
    expect(rowOf({ levels: { levels: [], missing: [missing], trends: [] } })).toMatchObject({
      tone: 'unknown',
      missing: 'denied',
      missingRight: 'get nodes/stats',
    });
    expect(rowOf({ levels: undefined })).toMatchObject({ tone: 'unknown' });
  });

  it('keep an old figure without calling it good', () => {
    expect(rowOf({ levelsFresh: false, levels: { levels: [level({ usedBytes: GIB })], missing: [], trends: [] } })).toMatchObject({
      usedBytes: GIB,
      tone: 'unknown',
    });
  });

  it('name the other claims whose figures are of the same disk', () => {
    const disk = { id: 'node n1 /opt', kind: 'node', place: 'n1' } as const;
    const names = ['kvrocks-data-cvat-kvrocks-0', 'cvat-a', 'cvat-b', 'cvat-c', 'cvat-d'];
    const levels = { levels: names.map((claim) => level({ claim, disk, sharesNodeDisk: true })), missing: [], trends: [] };
    expect(rowOf({ levels })?.disk).toEqual({ ...disk, others: 4, with: ['a', 'b', 'c'] });
    expect(rowOf()?.disk).toBeUndefined();
  });

  it('carry what would read the level better, and a bound that is no level', () => {
    const better = { kind: 'kubelet', obstacle: 'denied', right: 'get nodes/stats' } as const;
    expect(rowOf({ levels: { levels: [level({ better })], missing: [], trends: [] } })?.better).toEqual(better);
    const atMost = { usedBytes: 99, capacityBytes: 100, source: { kind: 'longhorn' as const }, observedAt: at };
    const missing = { namespace: 'cvat', claim: 'kvrocks-data-cvat-kvrocks-0', reason: 'not-mounted' as const, atMost };
    const row = rowOf({ levels: { levels: [], missing: [missing], trends: [] } });
    expect(row).toMatchObject({ tone: 'unknown', atMost });
    expect(row?.usedBytes).toBeUndefined();
  });
});
