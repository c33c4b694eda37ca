import { describe, expect, it } from 'vitest';
import type { Plan } from '@/lib/domain/plan';
import type { ChangeRecord, ChangeStore, RunRecord } from '@/lib/domain/ports/stores';
import { say } from '@/lib/domain/text';
import { createChangeLog } from '@/lib/server/changes/change-log';
import { aFinding } from '@/lib/server/rows/sample-facts';
import { createTestClock } from '@/lib/snapshot/test-clock';

function set() {
  const clock = createTestClock();
  const kept: ChangeRecord[] = [];
  const rows: string[] = [];
  const faults: unknown[] = [];
  let isBroken = false;
  const store: ChangeStore = {
    add: async (change) => {
      if (isBroken) throw new Error('disk');
      kept.push({ ...change, id: String(kept.length + 1) });
      return { ...change, id: String(kept.length) };
    },
    list: async () => kept,
    thin: async () => {},
  };
  const log = createChangeLog({
    store,
    clock,
    onRows: (shown, gone) => rows.push(...shown.map((row) => row.id), ...gone.map((id) => `-${id}`)),
    onFault: (e) => faults.push(e),
  });
  const settled = () => clock.advance(0);
  return { log, kept, rows, faults, settled, break: (now: boolean) => (isBroken = now) };
}
const run = (status: RunRecord['status']) =>
  ({ id: 'r', status, actor: { name: 'ops' }, plan: { title: say('t'), target: { kind: 'Deployment', name: 'a' } } as Plan }) as unknown as RunRecord;

describe('the log of changes', () => {
  it('writes down findings as they open and go', async () => {
    const { log, kept, settled } = set();
    const finding = aFinding('f', { kind: 'Pod', name: 'a' }, { severity: 'critical' });
    log.findings({ confirmed: [finding], resolved: [] });
    log.findings({ confirmed: [], resolved: [finding] });
    await settled();
    expect(kept).toMatchObject([
      { kind: 'finding-opened', tone: 'bad', href: '/findings/f', at: '2026-02-11T10:00:00.000Z' },
      { kind: 'finding-resolved', tone: 'ok' },
    ]);
  });

  it('writes a run when it begins and when it ends, not at each step', async () => {
    const { log, kept, settled } = set();
    for (const status of ['running', 'running', 'verifying', 'verified', 'verified'] as const) log.run(run(status));
    await settled();
    expect(kept.map((change) => change.tone)).toEqual(['plain', 'ok']);
    expect(kept[0]).toMatchObject({ by: 'ops', href: '/runs/r' });
  });

  it('goes on after a change that could not be written', async () => {
    const { log, kept, faults, settled, break: setBroken } = set();
    setBroken(true);
    log.standing('stale');
    await settled();
    setBroken(false);
    log.standing('live');
    await settled();
    expect(faults).toHaveLength(1);
    expect(kept).toMatchObject([{ kind: 'source', tone: 'ok' }]);
  });

  it('shows the latest and lets older ones go from the page', async () => {
    const { log, rows, settled } = set();
    log.take(Array.from({ length: 302 }, () => ({ kind: 'object' as const, subject: { kind: 'Pod', name: 'a' }, text: say('t'), tone: 'plain' as const })));
    for (let i = 0; i < 40; i++) await settled();
    expect(rows).toHaveLength(304);
    expect(rows.slice(-2)).toEqual(['-1', '-2']);
  });
});
