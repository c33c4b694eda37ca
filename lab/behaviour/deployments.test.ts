import { beforeEach, describe, expect, it } from 'vitest';
import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { condition } from './conditions';
import { DEPLOYMENT, REPLICA_SET } from './kinds';
import { isReady } from './pods';
import { livePods, MINUTE, SECOND, testWorld } from './test-world';

const NAME = 'cvat-backend-worker-import';
const LABELS = { component: 'worker-import' };
const REVISION = 'deployment.kubernetes.io/revision';
let world: LabWorld;

const deployment = () => world.store.get(DEPLOYMENT, world.namespace, NAME);
const edit = (value: string, name = NAME) =>
  world.store.change(DEPLOYMENT, world.namespace, name, 'kubectl', (draft) => {
    draft.spec.template.metadata.annotations = { changed: value };
  });

beforeEach(() => {
  world = testWorld();
});

describe('the Deployment controller', () => {
  it('replaces the pod of a changed template, the old one first, and says when it is over', () => {
    const before = livePods(world, LABELS)[0]?.metadata.uid;
    edit('1');
    world.clock.advance(500);
    expect(livePods(world, LABELS)).toEqual([]);
    expect(deployment()?.status.availableReplicas).toBeUndefined();
    expect(condition(deployment(), 'Available')?.status).toBe('False');
    world.clock.advance(10 * SECOND);
    const [pod] = livePods(world, LABELS);
    expect(pod?.metadata.uid).not.toBe(before);
    expect(deployment()?.status).toMatchObject({
      observedGeneration: deployment()?.metadata.generation,
      updatedReplicas: 1,
      availableReplicas: 1,
      replicas: 1,
    });
    expect(condition(deployment(), 'Progressing')?.reason).toBe('NewReplicaSetAvailable');
    expect(deployment()?.metadata.annotations?.[REVISION]).toBe('2');
  });

  it('keeps the old pod until the new one is ready when it rolls over', () => {
    const name = 'coredns';
    const at = () => world.store.get(DEPLOYMENT, 'kube-system', name);
    world.store.change(DEPLOYMENT, 'kube-system', name, 'kubectl', (draft) => {
      draft.spec.template.metadata.annotations = { changed: '1' };
    });
    for (let step = 0; step < 20; step++) {
      world.clock.advance(500);
      expect(at()?.status.availableReplicas).toBe(1);
    }
    expect(at()?.status).toMatchObject({ updatedReplicas: 1, replicas: 1 });
  });

  it('goes back to an old ReplicaSet when the template is that of before, with a new revision', () => {
    const template = structuredClone(deployment()?.spec.template);
    const [original] = world.store.list(REPLICA_SET, world.namespace).filter((set) => set.metadata.name.startsWith(NAME));
    edit('1');
    world.clock.advance(10 * SECOND);
    world.store.change(DEPLOYMENT, world.namespace, NAME, 'kubectl', (draft) => {
      draft.spec.template = template;
    });
    world.clock.advance(10 * SECOND);
    const set = world.store.get(REPLICA_SET, world.namespace, original?.metadata.name ?? '');
    expect(set?.spec.replicas).toBe(1);
    expect(set?.metadata.annotations?.[REVISION]).toBe('3');
  });

  it('calls a rollout stuck when its deadline is over without progress', () => {
    world.store.change(DEPLOYMENT, world.namespace, NAME, 'kubectl', (draft) => {
      draft.spec.template.spec.nodeSelector = { disk: 'none' };
    });
    world.clock.advance(9 * MINUTE);
    expect(condition(deployment(), 'Progressing')?.status).toBe('True');
    world.clock.advance(2 * MINUTE);
    expect(condition(deployment(), 'Progressing')).toMatchObject({ status: 'False', reason: 'ProgressDeadlineExceeded' });
  });

  it('lets its verdict stand when the old revision comes back, until a pod moves', () => {
    const at = () => world.store.get(DEPLOYMENT, 'kube-system', 'coredns');
    const change = (edited: (spec: LabObject['spec']) => void) =>
      world.store.change(DEPLOYMENT, 'kube-system', 'coredns', 'kubectl', (draft) => edited(draft.spec));
    const template = structuredClone(at()?.spec.template);
    change((spec) => {
      spec.template.spec.nodeSelector = { disk: 'none' };
    });
    world.clock.advance(11 * MINUTE);
    change((spec) => {
      spec.template = template;
    });
    const said: string[] = [];
    for (let step = 0; step < 2_000; step++) {
      if (at()?.status.observedGeneration === at()?.metadata.generation) said.push(condition(at(), 'Progressing')?.reason);
      world.clock.advance(5);
    }
    expect([...new Set(said)]).toEqual(['ProgressDeadlineExceeded', 'NewReplicaSetAvailable']);
  });

  it('scales', () => {
    world.store.change(DEPLOYMENT, world.namespace, NAME, 'kubectl', (draft) => {
      draft.spec.replicas = 3;
    });
    world.clock.advance(5 * SECOND);
    expect(livePods(world, LABELS).filter(isReady)).toHaveLength(3);
    world.store.change(DEPLOYMENT, world.namespace, NAME, 'kubectl', (draft) => {
      draft.spec.replicas = 0;
    });
    world.clock.advance(5 * SECOND);
    expect(livePods(world, LABELS)).toEqual([]);
  });

  it('makes a deleted pod anew', () => {
    const [pod] = livePods(world, LABELS);
    world.store.change('v1/Pod', world.namespace, pod?.metadata.name ?? '', 'kubectl', (draft) => {
      draft.metadata.deletionTimestamp = new Date(world.clock.now()).toISOString();
    });
    world.clock.advance(5 * SECOND);
    expect(livePods(world, LABELS).map(isReady)).toEqual([true]);
    expect(livePods(world, LABELS)[0]?.metadata.uid).not.toBe(pod?.metadata.uid);
  });
});
