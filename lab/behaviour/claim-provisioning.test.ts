import { beforeEach, describe, expect, it } from 'vitest';
import { diskKey } from '../world/fresh-state';
import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { CLAIM, POD, VOLUME } from './kinds';
import { SECOND, testWorld } from './test-world';

let world: LabWorld;

const make = (name: string, storageClassName: string) =>
  world.store.put(
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name, namespace: world.namespace },
      spec: { accessModes: ['ReadWriteOnce'], storageClassName, resources: { requests: { storage: '2Gi' } } },
      status: { phase: 'Pending' },
    },
    'test',
  );
const claim = (name: string) => world.store.get(CLAIM, world.namespace, name) as LabObject;

beforeEach(() => {
  world = testWorld();
});

describe('a claim that waits for a volume', () => {
  it('gets one at once where its class says so, with a disk behind it', () => {
    make('new', 'longhorn');
    world.clock.advance(1 * SECOND);
    expect(claim('new').status).toMatchObject({ phase: 'Bound', capacity: { storage: '2Gi' } });
    const volume = world.store.get(VOLUME, undefined, claim('new').spec.volumeName);
    expect(volume?.spec).toMatchObject({ claimRef: { name: 'new', namespace: world.namespace }, csi: { driver: 'driver.longhorn.io' } });
    expect(world.disks.get(diskKey(world.namespace, 'new'))?.capacityBytes).toBeGreaterThan(0);
  });

  it('gets one when a pod wants it where its class waits for that, and the pod runs', () => {
    make('near', 'local-path');
    world.clock.advance(10 * SECOND);
    expect(claim('near').status.phase).toBe('Pending');
    const containers = [{ name: 'c', image: 'registry.test/c:1' }];
    const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'near' } }];
    const metadata = { name: 'user', namespace: world.namespace };
    world.store.put({ apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers, volumes }, status: { phase: 'Pending' } }, 'test');
    world.clock.advance(5 * SECOND);
    expect(claim('near').status.phase).toBe('Bound');
    expect(world.store.get(POD, world.namespace, 'user')?.status.phase).toBe('Running');
  });

  it('takes its volume along when it goes', () => {
    make('gone', 'longhorn');
    world.clock.advance(1 * SECOND);
    const volume: string = claim('gone').spec.volumeName;
    world.store.remove(CLAIM, world.namespace, 'gone');
    world.clock.advance(1 * SECOND);
    expect(world.store.get(VOLUME, undefined, volume)).toBeUndefined();
  });
});

describe('a namespace that goes', () => {
  it('takes everything in it along', () => {
    world.store.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'short' } }, 'test');
    const template = { metadata: { labels: { app: 'x' } }, spec: { containers: [{ name: 'c', image: 'registry.test/c:1' }] } };
    const spec = { replicas: 2, selector: { matchLabels: { app: 'x' } }, template };
    world.store.put({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'x', namespace: 'short' }, spec }, 'test');
    world.clock.advance(10 * SECOND);
    expect(world.store.list(POD, 'short')).toHaveLength(2);
    world.store.remove('v1/Namespace', undefined, 'short');
    world.clock.advance(10 * SECOND);
    expect([world.store.list(POD, 'short'), world.store.list('apps/v1/ReplicaSet', 'short'), world.store.list('apps/v1/Deployment', 'short')]).toEqual([
      [],
      [],
      [],
    ]);
  });
});
