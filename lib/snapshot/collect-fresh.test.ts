import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/domain/errors';
import { known } from '@/lib/domain/part';
import { createFreshCollector } from '@/lib/snapshot/collect-fresh';
import { createTestClock } from '@/lib/snapshot/test-clock';

const at = '2026-02-11T10:00:00.000Z';

function collector(readNow: (part: string) => Promise<unknown> = async () => []) {
  const asked: string[] = [];
  const store = { read: (part: string) => known(`${part} after ${asked.length}`, at, { kind: 'cvat' }) };
  const prober = { ask: async (part: string) => void asked.push(part) };
  return { asked, collect: createFreshCollector({ store, prober, readNow, clock: createTestClock() } as never) };
}

describe('fresh reads', () => {
  it('list watched parts directly and ask probes first', async () => {
    const { asked, collect } = collector(async (part) => [part]);
    const parts = await collect(['claims', 'kvrocks']);
    expect(parts.claims).toMatchObject({ status: 'known', fresh: true, data: ['claims'], observedAt: at });
    expect(parts.kvrocks).toMatchObject({ data: 'kvrocks after 1' });
    expect(asked).toEqual(['kvrocks']);
  });

  it('come back unknown, with the missing right, where the server refuses', async () => {
    const { collect } = collector(async (part) => {
      if (part === 'nodes') throw new AppError('cluster-denied', { params: { right: 'list nodes' } });
      return [];
    });
    const parts = await collect(['nodes', 'pods']);
    expect(parts.nodes).toMatchObject({ status: 'unknown', reason: 'cluster-denied', missingRight: 'list nodes' });
    expect(parts.pods.status).toBe('known');
  });
});
