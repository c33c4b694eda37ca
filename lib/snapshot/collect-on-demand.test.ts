import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/domain/errors';
import { known, unknown } from '@/lib/domain/part';
import { createDemandCollector } from '@/lib/snapshot/collect-on-demand';
import { createTestClock } from '@/lib/snapshot/test-clock';

const at = '2026-02-11T10:00:00.000Z';

/** Everything that is done, in order. */
function collector(denied?: string) {
  const done: string[] = [];
  const store = { read: (part: string) => (denied === part ? unknown('not-read-yet', at, { kind: 'loupe' }) : known(part, at, { kind: 'cvat' })) };
  const prober = { ask: async (part: string) => void done.push(`ask ${part}`) };
  const readNow = async (part: string) => {
    done.push(`read ${part}`);
    if (part === denied) throw new AppError('cluster-denied', { params: { right: `list ${part}` } });
    return [part];
  };
  return { done, collect: createDemandCollector({ store, prober, readNow, clock: createTestClock() } as never) };
}

describe('collecting where nothing is watched', () => {
  it('reads what is asked for, and nothing else', async () => {
    const { done, collect } = collector();
    expect(await collect(['pods'])).toMatchObject({ pods: { status: 'known', fresh: true, data: ['pods'] } });
    expect(done).toEqual(['read pods']);
  });

  it('reads what a question starts from before it is asked, each once', async () => {
    const { done, collect } = collector();
    await collect(['gpuProbes', 'buildLogs', 'pods']);
    expect(done).toEqual(['read pods', 'read functions', 'ask gpuProbes', 'ask buildLogs']);
  });

  it('asks for the store before the levels, which take its figures into account', async () => {
    const { done, collect } = collector();
    await collect(['fillLevels']);
    expect(done.indexOf('ask kvrocks')).toBeLessThan(done.indexOf('ask fillLevels'));
    expect(done.indexOf('read claims')).toBeLessThan(done.indexOf('ask kvrocks'));
  });

  it('leaves what cannot be read unknown, and the rest as it is', async () => {
    const { collect } = collector('nodes');
    const parts = await collect(['nodes', 'pods', 'kvrocks']);
    expect(parts.nodes).toMatchObject({ status: 'unknown', reason: 'cluster-denied', missingRight: 'list nodes' });
    expect(parts.pods.status).toBe('known');
    expect(parts.kvrocks.status).toBe('known');
  });
});
