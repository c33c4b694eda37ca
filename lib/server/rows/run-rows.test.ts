import { describe, expect, it } from 'vitest';
import type { Plan } from '@/lib/domain/plan';
import type { RunRecord } from '@/lib/domain/ports/stores';
import { say } from '@/lib/domain/text';
import { runRow } from '@/lib/server/rows/run-rows';

const plan = { remediationId: 'set-runtime-class', title: say('t'), target: { kind: 'Deployment', name: 'a' }, cost: { undo: { possible: true } } } as Plan;
const run = (over: Partial<RunRecord> = {}): RunRecord =>
  ({
    ...{ id: 'r', planId: 'p', plan, actor: { id: 'u', name: 'ops', role: 'operator' }, status: 'verified' },
    ...{ steps: [{ id: 'patch', title: say('t'), state: 'done' }], startedAt: '2026-02-11T10:00:00Z', endedAt: '2026-02-11T10:01:00Z' },
    ...over,
  }) as RunRecord;

describe('run rows', () => {
  it('can be undone once they ended and changed something', () => {
    expect(runRow(run(), { hasUndo: true }).canUndo).toBe(true);
    expect(runRow(run({ status: 'running' }), { hasUndo: true })).toMatchObject({ canUndo: false, canStop: true });
    expect(runRow(run({ status: 'failed', steps: [{ id: 'patch', title: say('t'), state: 'failed' }] }), { hasUndo: true }).canUndo).toBe(false);
    expect(runRow(run({ undoneByRunId: 'other' }), { hasUndo: true }).canUndo).toBe(false);
    expect(runRow(run({ plan: { ...plan, isUndo: true } }), { hasUndo: true }).canUndo).toBe(false);
    expect(runRow(run(), { hasUndo: false }).canUndo).toBe(false);
  });

  it('say where they stand in the ledger and what they answered', () => {
    expect(runRow(run(), { hasUndo: true, findingId: 'f', intentSeq: 4, outcomeSeq: 9 })).toMatchObject({
      findingId: 'f',
      intentSeq: 4,
      outcomeSeq: 9,
      actorName: 'ops',
    });
  });
});
