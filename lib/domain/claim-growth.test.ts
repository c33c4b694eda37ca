import { describe, expect, it } from 'vitest';
import { claimGrowth } from '@/lib/domain/claim-growth';
import type { ClaimFact, LonghornFacts } from '@/lib/domain/facts/storage';

const GIB = 1024 ** 3;
const claim = { namespace: 'cvat', name: 'kvrocks', storageClass: 'longhorn', volumeName: 'pv', requested: '100Gi', capacity: '100Gi' } as ClaimFact;
const storageClasses = [{ name: 'longhorn', provisioner: 'driver.longhorn.io', expandable: true, isDefault: true }];
const volumes = [{ name: 'pv', phase: 'Bound', driver: 'driver.longhorn.io', handle: 'pvc-1' }];
const disk = (diskId: string, headroomGib: number, availableGib = 400) => ({
  ...{ node: 'node-1', name: diskId, diskId, maximumBytes: 500 * GIB, availableBytes: availableGib * GIB, reservedBytes: 0, schedulable: true },
  scheduledBytes: (500 - headroomGib) * GIB,
});
const replica = (diskId: string, failed = false) => ({ name: `r-${diskId}`, volume: 'pvc-1', node: 'node-1', diskId, failed });
const longhorn = (disks: LonghornFacts['disks'], replicas: LonghornFacts['replicas']): LonghornFacts => ({
  ...{ overProvisioningPercent: 100, minimalAvailablePercent: 25, volumes: [] },
  disks,
  replicas,
});

describe('how far a claim can grow', () => {
  it('is set by the tightest disk that holds a replica', () => {
    const facts = longhorn([disk('a', 60), disk('b', 20), disk('c', 1)], [replica('a'), replica('b')]);
    expect(claimGrowth(claim, { storageClasses, volumes, longhorn: facts })).toEqual({ limitedBy: 'longhorn', toBytes: 120 * GIB, disk: 'node-1/b' });
  });

  it('counts each copy on the same disk', () => {
    const facts = longhorn([disk('a', 60)], [replica('a'), { ...replica('a'), name: 'r2' }]);
    expect(claimGrowth(claim, { storageClasses, volumes, longhorn: facts })).toMatchObject({ toBytes: 130 * GIB });
  });

  it('is nothing on a disk below its minimum of free space', () => {
    const facts = longhorn([disk('a', 60, 125)], [replica('a')]);
    expect(claimGrowth(claim, { storageClasses, volumes, longhorn: facts })).toMatchObject({ toBytes: 100 * GIB });
  });

  it('is not known when a disk or the class could not be read', () => {
    expect(claimGrowth(claim, { storageClasses, volumes, longhorn: longhorn([], [replica('a')]) }).limitedBy).toBe('unknown');
    expect(claimGrowth(claim, { storageClasses, volumes, longhorn: undefined }).limitedBy).toBe('unknown');
    expect(claimGrowth(claim, { storageClasses: undefined, volumes, longhorn: undefined }).limitedBy).toBe('unknown');
  });

  it('knows classes that cannot grow and drivers without a limit of their own', () => {
    const fixed = storageClasses.map((c) => ({ ...c, expandable: false }));
    expect(claimGrowth(claim, { storageClasses: fixed, volumes, longhorn: undefined }).limitedBy).toBe('not-expandable');
    const other = volumes.map((v) => ({ ...v, driver: 'ebs.csi.aws.com' }));
    expect(claimGrowth(claim, { storageClasses, volumes: other, longhorn: undefined }).limitedBy).toBe('unlimited');
  });
});
