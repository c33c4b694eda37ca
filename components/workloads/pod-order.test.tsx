import { describe, expect, it } from 'vitest';
import type { PodRow } from '@/lib/domain/rows/topics';
import { podsInOrder } from './pod-order';

const pod = (name: string, row: Partial<PodRow> = {}): PodRow => ({
  id: name,
  namespace: 'cvat',
  name,
  workload: 'server',
  workloadKind: 'Deployment',
  state: 'Running',
  tone: 'ok',
  ready: '1/1',
  restarts: 0,
  createdAt: '2026-02-12T00:00:00Z',
  containers: [],
  ...row,
});

describe('the order of pods', () => {
  it('puts pods that need somebody first', () => {
    const order = podsInOrder([pod('b'), pod('a', { tone: 'off' }), pod('z', { tone: 'bad' }), pod('y', { tone: 'warn' })], '');
    expect(order.map((p) => p.name)).toEqual(['z', 'y', 'b', 'a']);
  });

  it('finds by every word, in name, owner, node or state', () => {
    const rows = [pod('one', { node: 'gpu-0', state: 'CrashLoopBackOff' }), pod('two', { node: 'gpu-0' })];
    expect(podsInOrder(rows, 'GPU-0 crash').map((p) => p.name)).toEqual(['one']);
    expect(podsInOrder(rows, 'nowhere')).toEqual([]);
  });
});
