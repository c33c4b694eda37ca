import { describe, expect, it } from 'vitest';
import type { GpuProbeFact } from '@/lib/domain/facts/models';
import { createGpuQuestions } from '@/lib/server/probes/gpu-questions';
import { aContainer, aPod } from '@/lib/server/rows/sample-facts';

const fact = (over: Partial<GpuProbeFact> = {}): GpuProbeFact => ({
  ...{ namespace: 'cvat', pod: 'p', podUid: 'u', functionName: 'yolo', observedAt: '2026-02-11T10:00:00Z', devices: ['nvidia0'] },
  cards: [{ name: 'RTX A6000', usedMib: 9_000, totalMib: 48_000 }],
  cuda: { kind: 'not-asked' },
  ...over,
});

function questions(facts: () => GpuProbeFact[]) {
  const asked: string[] = [];
  const prober = {
    probe: async () => facts(),
    askCuda: async (_: unknown, name: string) => {
      asked.push(name);
      return fact({ cuda: { kind: 'true' } });
    },
  };
  return { asked, gpu: createGpuQuestions(prober) };
}

describe('questions to the GPU', () => {
  it('ask the framework once in a pod’s life', async () => {
    const { asked, gpu } = questions(() => [fact()]);
    expect((await gpu.ask([aPod('p')]))[0]?.cuda.kind).toBe('true');
    await gpu.ask([aPod('p')]);
    expect(asked).toEqual(['yolo']);
    await gpu.ask([aPod('p', { uid: 'other' })]);
    await gpu.ask([aPod('p')]);
    expect(asked).toHaveLength(2);
  });

  it('leave a full card and a starting pod alone', async () => {
    const full = questions(() => [fact({ cards: [{ name: 'x', usedMib: 47_000, totalMib: 48_000 }] })]);
    expect((await full.gpu.ask([aPod('p')]))[0]?.cuda.kind).toBe('not-asked');
    const starting = questions(() => [fact()]);
    await starting.gpu.ask([aPod('p', {}, aContainer({ ready: false }))]);
    expect([...full.asked, ...starting.asked]).toEqual([]);
  });

  it('ask where there is no device: that loads nothing', async () => {
    const { asked, gpu } = questions(() => [fact({ devices: [], cards: [] })]);
    await gpu.ask([aPod('p')]);
    expect(asked).toEqual(['yolo']);
  });
});
