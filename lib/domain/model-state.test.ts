import { describe, expect, it } from 'vitest';
import type { GpuProbeFact } from '@/lib/domain/facts/models';
import { type ModelFacts, modelCompute, modelState, partsOfFunction } from '@/lib/domain/model-state';
import { aContainer, aFunction, aPod, aWorkload } from '@/lib/server/rows/sample-facts';

const labels = { 'nuclio.io/function-name': 'yolo' };
const running = aPod('nuclio-yolo-1', { labels, conditions: [{ type: 'Ready', status: 'True', lastTransitionAt: '2026-02-11T09:00:00Z' }] });
const crashing = aPod('nuclio-yolo-1', { labels }, aContainer({ ready: false, state: { kind: 'waiting', reason: 'CrashLoopBackOff' } }));
const starting = aPod('nuclio-yolo-1', { labels, phase: 'Pending' }, aContainer({ ready: false, state: { kind: 'waiting', reason: 'ContainerCreating' } }));
const unplaced = aPod('nuclio-yolo-1', { labels, phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable' }] });
const down = aWorkload('nuclio-yolo', { labels, available: 0, ready: 0 });

const stateOf = (over: Partial<ModelFacts> & { fn?: ModelFacts['fn'] } = {}) =>
  modelState({
    fn: aFunction('yolo', { internalUrls: ['nuclio-yolo.cvat.svc:8080'] }),
    deployment: aWorkload('nuclio-yolo', { labels }),
    ...{ pods: [running], listed: true, requests: [], isFresh: true },
    ...over,
  });

describe('the state of a model', () => {
  it('is ready since its pod is', () => {
    expect(stateOf()).toEqual({ state: 'ready', since: '2026-02-11T09:00:00Z' });
  });

  it('is busy while CVAT runs it over a task', () => {
    expect(stateOf({ requests: [{ id: '1', functionId: 'yolo', status: 'started' }] }).state).toBe('busy');
    expect(stateOf({ requests: [{ id: '1', functionId: 'other', status: 'started' }] }).state).toBe('ready');
    expect(stateOf({ requests: [{ id: '1', functionId: 'yolo', status: 'finished' }] }).state).toBe('ready');
  });

  it('is warming up while its pod starts, though Nuclio still says unhealthy', () => {
    expect(stateOf({ fn: aFunction('yolo', { state: 'unhealthy' }), deployment: down, pods: [starting] })).toMatchObject({
      state: 'warming-up',
      reason: 'starting',
    });
  });

  it('is broken, with the reason, when its pod cannot run, has no room, or CVAT cannot use it', () => {
    expect(stateOf({ deployment: down, pods: [crashing] })).toMatchObject({ state: 'broken', reason: 'pod-broken' });
    expect(stateOf({ deployment: down, pods: [unplaced] })).toMatchObject({ state: 'broken', reason: 'no-room' });
    expect(stateOf({ listed: false })).toMatchObject({ state: 'broken', reason: 'not-listed' });
    expect(stateOf({ listed: false, fn: aFunction('yolo') })).toMatchObject({ reason: 'no-address' });
    expect(stateOf({ listed: 'list-fails' })).toMatchObject({ state: 'broken', reason: 'list-fails' });
  });

  it('stays broken in error: Nuclio never leaves it by itself', () => {
    expect(stateOf({ fn: aFunction('yolo', { state: 'error' }) })).toMatchObject({ state: 'broken', reason: 'build-failed' });
  });

  it('serves on while a new version of it is built', () => {
    expect(stateOf({ fn: aFunction('yolo', { state: 'building' }) }).state).toBe('ready');
    expect(stateOf({ fn: aFunction('yolo', { state: 'building' }), deployment: undefined, pods: [] }).state).toBe('warming-up');
  });

  it('is off when it was switched off', () => {
    expect(stateOf({ fn: aFunction('yolo', { disabled: true }) }).state).toBe('off');
    expect(stateOf({ deployment: aWorkload('nuclio-yolo', { desired: 0 }) }).state).toBe('off');
    expect(stateOf({ fn: aFunction('yolo', { state: 'scaledToZero' }) }).state).toBe('off');
  });

  it('is unknown while the API server is silent, whatever was seen before', () => {
    expect(stateOf({ isFresh: false })).toEqual({ state: 'unknown', reason: 'silent' });
  });

  it('does not need CVAT to be asked', () => {
    expect(stateOf({ listed: undefined }).state).toBe('ready');
  });
});

describe('how a model computes', () => {
  const probe = (cuda: GpuProbeFact['cuda'], devices = ['nvidia0']) => ({ observedAt: 'at', devices, cuda }) as unknown as GpuProbeFact;
  it('is proven only by CUDA in the pod', () => {
    expect(modelCompute(aFunction('f'), undefined).compute).toBe('gpu-expected');
    expect(modelCompute(aFunction('f'), probe({ kind: 'not-asked' })).compute).toBe('gpu-expected');
    expect(modelCompute(aFunction('f'), probe({ kind: 'true', at: 'then' }))).toEqual({ compute: 'gpu-proven', provenAt: 'then' });
    expect(modelCompute(aFunction('f'), probe({ kind: 'false' })).compute).toBe('cpu-instead-of-gpu');
    expect(modelCompute(aFunction('f'), probe({ kind: 'not-asked' }, [])).compute).toBe('cpu-instead-of-gpu');
    expect(modelCompute(aFunction('f', { gpus: 0 }), undefined).compute).toBe('cpu');
  });
});

describe('what belongs to a function', () => {
  it('is found by label, without builds and pods on their way out', () => {
    const builder = aPod('kaniko', { labels, owner: { kind: 'Job', name: 'build' } });
    const leaving = aPod('old', { labels, deletingSince: '2026-02-11T09:00:00Z' });
    const own = partsOfFunction(aFunction('yolo'), [aWorkload('other'), aWorkload('nuclio-yolo', { labels })], [running, builder, leaving, aPod('x')]);
    expect(own.deployment?.name).toBe('nuclio-yolo');
    expect(own.pods).toEqual([running]);
  });
});
