import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { livePods, TEST_START, testWorld } from '../behaviour/test-world';
import { createLabClock } from './create-clock';
import { createWorld } from './create-world';

describe('the healthy world', () => {
  it('keeps the release where Helm does, readable', () => {
    const world = testWorld();
    const secret = world.store.get('v1/Secret', world.namespace, 'sh.helm.release.v1.cvat.v3');
    const release = JSON.parse(gunzipSync(Buffer.from(Buffer.from(secret?.data.release, 'base64').toString(), 'base64')).toString());
    expect(release).toMatchObject({
      name: 'cvat',
      version: 3,
      info: { status: 'deployed' },
      chart: { metadata: { version: '0.17.1' } },
      config: { smokescreen: { opts: '--allow-address=10.43.39.217:80' } },
    });
  });

  it('is reset, objects and numbers, touches nothing that is as it was, and forgets the watches of before', () => {
    const world = testWorld();
    world.store.remove('apps/v1/Deployment', world.namespace, 'cvat-backend-server');
    Object.assign(world.kvrocks, { liveBytes: 1 });
    const [before] = livePods(world, { component: 'worker-import' });
    const version = world.store.resourceVersion;
    const untouched = world.store.get('v1/Node', undefined, 'polynode-1');
    world.reset();
    expect(world.store.get('v1/Node', undefined, 'polynode-1')).toBe(untouched);
    expect(livePods(world, { component: 'server' })).toHaveLength(1);
    expect(livePods(world, { component: 'worker-import' })[0]?.metadata.uid).toBe(before?.metadata.uid);
    expect(world.kvrocks.liveBytes).toBeGreaterThan(1);
    expect(world.store.eventsSince(version)).toBeUndefined();
  });

  it('adds plain pods in Deployments of a hundred, settled', () => {
    const world = createWorld({ clock: createLabClock({ startAt: TEST_START, rate: 0 }), pods: 250 });
    const pods = world.store.list('v1/Pod', world.namespace).filter((pod) => pod.metadata.name.startsWith('load-'));
    expect(pods).toHaveLength(250);
    const version = world.store.resourceVersion;
    world.clock.advance(60_000);
    expect(world.store.eventsSince(version)).toEqual([]);
  });

  it('tells the kubelet’s figures of a node: its disks, and the claims its pods mount', () => {
    const world = testWorld();
    const summary = world.answers.statsSummary('polydev-desktop') as { pods: { volume?: { pvcRef: { name: string }; usedBytes: number }[] }[] };
    const claims = summary.pods.flatMap((pod) => pod.volume ?? []).map((volume) => volume.pvcRef.name);
    expect(claims).toContain('cvat-kvrocks-data-cvat-kvrocks-0');
    expect(world.answers.statsSummary('nobody')).toBeUndefined();
  });
});
