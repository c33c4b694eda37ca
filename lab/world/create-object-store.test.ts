import { beforeEach, describe, expect, it } from 'vitest';
import { createLabClock } from './create-clock';
import { createObjectStore } from './create-object-store';
import type { ManagedFieldsEntry } from './managed-fields';
import type { LabObject, ObjectStore, StoreEvent } from './object-store';

const START = Date.parse('2026-01-05T08:00:00Z');
let store: ObjectStore;

beforeEach(() => {
  store = createObjectStore(createLabClock({ startAt: START, rate: 0 }));
});

const deployment = (name = 'web'): LabObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'cvat' },
  spec: { replicas: 1, template: { spec: { containers: [{ name: 'server', image: 'a' }] } } },
});

const owners = (object: LabObject | undefined) => (object?.metadata.managedFields ?? []) as ManagedFieldsEntry[];

describe('the object store', () => {
  it('fills in what the server fills in', () => {
    const made = store.put(deployment(), 'helm');
    expect(made.metadata).toMatchObject({ generation: 1, creationTimestamp: '2026-01-05T08:00:00Z', resourceVersion: String(store.resourceVersion) });
    expect(made.metadata.uid).toMatch(/^[0-9a-f-]{36}$/);
    expect(Object.isFrozen(made.spec.template)).toBe(true);
  });

  it('counts a generation for a changed spec, not for status or labels', () => {
    store.put(deployment(), 'helm');
    const status = store.change('apps/v1/Deployment', 'cvat', 'web', 'kcm', (d) => Object.assign(d, { status: { replicas: 1 } }), 'status');
    expect(status?.metadata.generation).toBe(1);
    const spec = store.change('apps/v1/Deployment', 'cvat', 'web', 'kubectl', (d) => Object.assign(d.spec, { replicas: 2 }));
    expect(spec?.metadata.generation).toBe(2);
  });

  it('stores and tells nothing when nothing changed', () => {
    const made = store.put(deployment(), 'helm');
    const events: StoreEvent[] = [];
    store.subscribe((event) => events.push(event));
    const same = store.change('apps/v1/Deployment', 'cvat', 'web', 'kubectl', () => undefined);
    expect(same).toBe(made);
    expect(events).toEqual([]);
  });

  it('tells listeners in the order of versions, also when one of them writes', () => {
    const seen: number[] = [];
    store.subscribe((event) => {
      if (event.type === 'ADDED' && event.object.metadata.name === 'web') store.put(deployment('echo'), 'kcm');
    });
    store.subscribe((event) => seen.push(event.resourceVersion));
    store.put(deployment(), 'helm');
    expect(seen).toEqual([1001, 1002]);
  });

  it('gives a changed field to the one who changed it', () => {
    store.put(deployment(), 'helm');
    const patched = store.change('apps/v1/Deployment', 'cvat', 'web', 'kubectl-patch', (d) => {
      d.spec.template.spec.containers[0].image = 'b';
    });
    const image = { 'f:spec': { 'f:template': { 'f:spec': { 'f:containers': { 'k:{"name":"server"}': { 'f:image': {} } } } } } };
    expect(owners(patched).find((entry) => entry.manager === 'kubectl-patch')?.fieldsV1).toEqual(image);
    expect(owners(patched).find((entry) => entry.manager === 'helm')?.fieldsV1).not.toMatchObject(image);
  });

  it('removes what an object owned, or keeps it as an orphan', () => {
    const owner = store.put(deployment(), 'helm');
    const pod = (name: string): LabObject => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'cvat', ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: owner.metadata.uid as string }] },
    });
    store.put(pod('a'), 'kcm');
    store.remove('apps/v1/Deployment', 'cvat', 'web', { orphan: true });
    expect(store.get('v1/Pod', 'cvat', 'a')?.metadata.ownerReferences).toBeUndefined();
    const second = store.put(deployment(), 'helm');
    const owned = pod('b');
    (owned.metadata.ownerReferences as { uid: string }[])[0] = { ...(owned.metadata.ownerReferences?.[0] as object), uid: second.metadata.uid as string };
    store.put(owned, 'kcm');
    store.remove('apps/v1/Deployment', 'cvat', 'web');
    expect(store.get('v1/Pod', 'cvat', 'b')).toBeUndefined();
  });

  it('remembers events until it is compacted', () => {
    const start = store.resourceVersion;
    store.put(deployment(), 'helm');
    expect(store.eventsSince(start)?.map((event) => event.type)).toEqual(['ADDED']);
    store.compact();
    expect(store.eventsSince(start)).toBeUndefined();
    expect(store.eventsSince(store.resourceVersion)).toEqual([]);
  });

  it('changes nothing in a dry run', () => {
    store.put(deployment(), 'helm');
    const before = store.resourceVersion;
    const would = store.change('apps/v1/Deployment', 'cvat', 'web', 'loupe', (d) => Object.assign(d.spec, { replicas: 9 }), undefined, { dryRun: true });
    expect(would?.spec.replicas).toBe(9);
    expect(store.resourceVersion).toBe(before);
    expect(store.get('apps/v1/Deployment', 'cvat', 'web')?.spec.replicas).toBe(1);
  });

  it('lists in the order of keys', () => {
    for (const name of ['b', 'a']) store.put(deployment(name), 'helm');
    store.put({ ...deployment('z'), metadata: { name: 'z', namespace: 'aaa' } }, 'helm');
    expect(store.list('apps/v1/Deployment').map((object) => object.metadata.name)).toEqual(['z', 'a', 'b']);
    expect(store.list('apps/v1/Deployment', 'cvat')).toHaveLength(2);
  });
});
