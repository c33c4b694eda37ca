import { describe, expect, it } from 'vitest';
import type { AnyCheck } from '@/lib/checks/check';
import { defaultThresholds } from '@/lib/domain/installation';
import { known, unknown } from '@/lib/domain/part';
import type { FindingStore } from '@/lib/domain/ports/stores';
import type { Snapshot } from '@/lib/domain/snapshot';
import { createCheckPasses, type PassEnd } from '@/lib/server/passes/check-passes';
import { aFinding } from '@/lib/server/rows/sample-facts';
import { createTestClock } from '@/lib/snapshot/test-clock';

const at = '2026-02-11T10:00:00.000Z';
const api = { kind: 'api-server' } as const;

function set(options: { snapshot?: () => Snapshot; listOpen?: FindingStore['listOpen'] } = {}) {
  const clock = createTestClock();
  const runs: string[] = [];
  const recorded: string[] = [];
  const faults: string[] = [];
  const ends: PassEnd[] = [];
  const check = (id: string, needs: AnyCheck['needs'], evaluate?: AnyCheck['evaluate']): AnyCheck => ({
    ...{ id, area: 'cluster', needs, toleratedMisses: id === 'on-pods' ? 1 : 0 },
    evaluate:
      evaluate ??
      (() => {
        runs.push(id);
        return { kind: 'ok' };
      }),
  });
  const findings = {
    listOpen: options.listOpen ?? (async () => []),
    record: async (checkId: string) => {
      recorded.push(checkId);
      return { confirmed: [aFinding('1', { kind: 'Pod', name: checkId })], resolved: [] };
    },
  } as unknown as FindingStore;
  const snapshot =
    options.snapshot ?? (() => ({ pods: known([], at, api), nodes: unknown('cluster-denied', at, api), claims: known([], at, api) }) as unknown as Snapshot);
  const installation = { cluster: 'lab', namespace: 'cvat', release: 'cvat', nuclioNamespace: 'cvat', nuclioProject: 'cvat' };
  const passes = createCheckPasses({
    checks: [
      check('on-pods', ['pods']),
      check('on-claims', ['claims']),
      check('on-nodes', ['nodes']),
      check('broken', ['claims'], () => {
        throw new Error('x');
      }),
    ],
    ...{ findings, snapshot, clock, context: () => ({ installation, thresholds: defaultThresholds }) },
    onPass: (end) => ends.push(end),
    onFault: (_, id) => faults.push(id),
    breathe: () => Promise.resolve(),
  });
  return { clock, passes, runs, recorded, faults, ends };
}

describe('passes of the checks', () => {
  it('run everything at once and then every five seconds', async () => {
    const { clock, passes, runs } = set();
    passes.start();
    await clock.advance(0);
    expect(runs).toEqual(['on-pods', 'on-claims']);
    await clock.advance(10_000);
    expect(runs).toHaveLength(6);
    passes.stop();
  });

  it('run a check when its waiting finding is due, once, and not only with the next full pass', async () => {
    const { confirmedAt: _, ...waiting } = { ...aFinding('1', { kind: 'Pod', name: 'x' }), checkId: 'on-pods', firstSeenAt: '2026-02-11T10:00:02.000Z' };
    const { clock, passes, runs } = set({ listOpen: async () => [waiting] });
    passes.start();
    await clock.advance(5_000);
    runs.length = 0;
    await clock.advance(2_100);
    expect(runs).toEqual(['on-pods']);
    await clock.advance(2_800);
    expect(runs).toEqual(['on-pods']);
    passes.stop();
  });

  it('run what is concerned a quarter of a second after a change, once for many changes', async () => {
    const { clock, passes, runs } = set();
    passes.start();
    await clock.advance(1_000);
    runs.length = 0;
    passes.partChanged('pods');
    await clock.advance(100);
    passes.partChanged('pods');
    expect(runs).toEqual([]);
    await clock.advance(160);
    expect(runs).toEqual(['on-pods']);
    await clock.advance(500);
    expect(runs).toEqual(['on-pods']);
    passes.stop();
  });

  it('file only judgements of fresh data, and tell of a check that throws', async () => {
    const { clock, passes, recorded, faults, ends } = set();
    passes.start();
    await clock.advance(0);
    expect(recorded).toEqual(['on-pods', 'on-claims']);
    expect(faults).toEqual(['broken']);
    expect(passes.results.get('on-nodes')?.outcome.kind).toBe('unknown');
    expect(ends[0]?.confirmed).toHaveLength(2);
    expect(passes.lastPassAt).toBe(at);
    passes.stop();
  });

  it('judge one check on fresh reads for a verification', async () => {
    const { passes, recorded } = set();
    const fresh = { pods: known([], at, api) } as unknown as Snapshot;
    expect(await passes.judge('on-pods', fresh)).toEqual({ kind: 'ok' });
    expect(recorded).toEqual(['on-pods']);
    expect((await passes.judge('nothing', fresh)).kind).toBe('error');
  });
});
