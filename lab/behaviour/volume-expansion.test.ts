import { beforeEach, describe, expect, it } from 'vitest';
import { kvrocksIncident20260210 } from '../scenarios/kvrocks-incident-2026-02-10';
import { diskKey } from '../world/fresh-state';
import { BACKEND_CLAIM, GIB, KVROCKS_CLAIM } from '../world/identity';
import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { longhornRefusal } from './claim-admission';
import { CLAIM } from './kinds';
import { SECOND, testWorld } from './test-world';

let world: LabWorld;

const claim = (name: string) => world.store.get(CLAIM, world.namespace, name) as LabObject;
const asking = (name: string, size: string): LabObject => {
  const copy = structuredClone(claim(name));
  copy.spec.resources.requests.storage = size;
  return copy;
};

beforeEach(() => {
  world = testWorld();
});

describe('a claim that asks for more', () => {
  it('grows step by step: volume, file system, capacity, disk', () => {
    const before = world.disks.get(diskKey(world.namespace, BACKEND_CLAIM))?.capacityBytes ?? 0;
    world.store.put(asking(BACKEND_CLAIM, '60Gi'), 'kubectl');
    world.clock.advance(1 * SECOND);
    expect(claim(BACKEND_CLAIM).status.conditions).toMatchObject([{ type: 'Resizing', status: 'True' }]);
    world.clock.advance(2 * SECOND);
    expect(claim(BACKEND_CLAIM).status).toMatchObject({ capacity: { storage: '50Gi' }, conditions: [{ type: 'FileSystemResizePending' }] });
    world.clock.advance(5 * SECOND);
    expect(claim(BACKEND_CLAIM).status).toMatchObject({ capacity: { storage: '60Gi' }, conditions: [] });
    expect((world.disks.get(diskKey(world.namespace, BACKEND_CLAIM))?.capacityBytes ?? 0) - before).toBeCloseTo(10 * GIB * 0.984, -3);
  });

  it('is refused in Longhorn’s words where a disk lacks headroom', () => {
    expect(longhornRefusal(world, claim(BACKEND_CLAIM), asking(BACKEND_CLAIM, '120Gi'))).toBeUndefined();
    expect(longhornRefusal(world, claim(BACKEND_CLAIM), asking(BACKEND_CLAIM, '150Gi'))).toMatch(
      /^cannot schedule 107374182400 more bytes to disk 6f0b8a12-\S+ with &\{DiskUUID:\S+ StorageAvailable:\d+ StorageMaximum:\d+ StorageReserved:\d+ StorageScheduled:\d+ OverProvisioningPercentage:100 MinimalAvailablePercentage:25\}$/,
    );
  });

  it('is refused as on 2026-02-10: the node with 4.5 GiB blocks 15 GiB, the one with 39.5 does not', () => {
    kvrocksIncident20260210.on(world);
    expect(longhornRefusal(world, claim(KVROCKS_CLAIM), asking(KVROCKS_CLAIM, '50Gi'))).toContain('cannot schedule 16106127360 more bytes to disk 743cc97e-');
    expect(longhornRefusal(world, claim(KVROCKS_CLAIM), asking(KVROCKS_CLAIM, '39Gi'))).toBeUndefined();
  });
});
