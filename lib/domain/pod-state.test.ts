import { describe, expect, it } from 'vitest';
import type { ContainerFact, PodFact } from '@/lib/domain/facts/pod';
import { podRestarts, podState } from '@/lib/domain/pod-state';

const container = (over: Partial<ContainerFact> = {}): ContainerFact => ({
  name: 'main',
  image: 'x',
  init: false,
  ready: true,
  restarts: 0,
  state: { kind: 'running' },
  ports: [],
  requests: {},
  limits: {},
  mounts: [],
  env: [],
  ...over,
});
const pod = (over: Partial<PodFact> = {}, ...containers: ContainerFact[]): PodFact => ({
  namespace: 'cvat',
  name: 'a',
  uid: 'u',
  resourceVersion: '1',
  createdAt: '2026-02-11T10:00:00Z',
  labels: {},
  phase: 'Running',
  conditions: [],
  containers: containers.length > 0 ? containers : [container()],
  ...over,
});

describe('the state of a pod', () => {
  it.each([
    ['Running', 'ok', pod()],
    ['NotReady', 'warn', pod({}, container({ ready: false }))],
    ['Completed', 'off', pod({ phase: 'Succeeded' })],
    ['Terminating', 'off', pod({ deletingSince: '2026-02-11T10:00:00Z' })],
    ['Evicted', 'bad', pod({ phase: 'Failed', reason: 'Evicted' })],
    ['CrashLoopBackOff', 'bad', pod({}, container({ ready: false, state: { kind: 'waiting', reason: 'CrashLoopBackOff' } }))],
    ['ContainerCreating', 'warn', pod({ phase: 'Pending' }, container({ ready: false, state: { kind: 'waiting', reason: 'ContainerCreating' } }))],
    ['CreateContainerConfigError', 'bad', pod({ phase: 'Pending' }, container({ state: { kind: 'waiting', reason: 'CreateContainerConfigError' } }))],
    ['Unschedulable', 'bad', pod({ phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable' }] })],
    ['OOMKilled', 'bad', pod({}, container({ ready: false, state: { kind: 'terminated', reason: 'OOMKilled', exitCode: 137 } }))],
    ['Pending', 'warn', pod({ phase: 'Pending' }, container({ state: { kind: 'unknown' }, ready: false }))],
    ['Unknown', 'unknown', pod({ phase: 'Unknown' })],
  ])('says %s with tone %s', (word, tone, fact) => {
    expect(podState(fact)).toMatchObject({ word, tone });
  });

  it('lets a finished init container be, and not one that fails', () => {
    const done = container({ name: 'init', init: true, ready: true, state: { kind: 'terminated', exitCode: 0, reason: 'Completed' } });
    expect(podState(pod({}, done, container())).word).toBe('Running');
    const failing = container({ name: 'init', init: true, ready: false, state: { kind: 'waiting', reason: 'CrashLoopBackOff', message: 'back-off 5m' } });
    expect(podState(pod({ phase: 'Pending' }, failing, container({ state: { kind: 'waiting', reason: 'PodInitializing' } })))).toEqual({
      word: 'CrashLoopBackOff',
      tone: 'bad',
      message: 'back-off 5m',
    });
  });

  it('counts restarts over containers and names the last', () => {
    const finished = (finishedAt: string) => ({ restarts: 2, lastState: { kind: 'terminated' as const, finishedAt } });
    expect(podRestarts(pod({}, container(finished('2026-02-11T09:00:00Z')), container(finished('2026-02-11T09:30:00Z'))))).toEqual({
      count: 4,
      lastAt: '2026-02-11T09:30:00Z',
    });
  });
});
