import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '@/lib/domain/audit-entry';
import type { Plan } from '@/lib/domain/plan';
import type { PlanRecord, RunRecord } from '@/lib/domain/ports/stores';
import { say } from '@/lib/domain/text';
import { createRunBook } from '@/lib/server/live/run-book';

const plan = { remediationId: 'set-runtime-class', title: say('t'), target: { kind: 'Deployment', name: 'a' }, cost: { undo: { possible: true } } } as Plan;
const run = (id: string, status: RunRecord['status'] = 'running'): RunRecord =>
  ({
    id,
    planId: `plan-${id}`,
    plan,
    actor: { id: 'u', name: 'ops', role: 'operator' },
    status,
    steps: [],
    startedAt: '2026-02-11T10:00:00Z',
  }) as unknown as RunRecord;

function book(stored: RunRecord[] = []) {
  const entries: Partial<AuditEntry>[] = [{ seq: 4, event: 'run-intent' }];
  const it = createRunBook({
    runs: { list: async () => stored, getPlan: async () => ({ findingId: 'finding-1' }) as PlanRecord },
    ledger: { find: async () => ({ entries: entries as AuditEntry[], total: entries.length }) },
    hasUndo: () => true,
  });
  return { it, entries };
}

describe('the book of runs', () => {
  it('knows the finding a run answers and where it stands in the ledger, also once its outcome is written', async () => {
    const { it, entries } = book();
    expect(await it.take(run('r'))).toMatchObject({ findingId: 'finding-1', intentSeq: 4 });
    entries.push({ seq: 9, event: 'run-outcome' });
    expect(await it.take(run('r', 'verified'))).toMatchObject({ intentSeq: 4, outcomeSeq: 9, status: 'verified' });
    expect(it.records).toHaveLength(1);
  });

  it('begins with what was stored and keeps the latest', async () => {
    const { it } = book([run('new'), run('old')]);
    expect((await it.load()).map((row) => row.id)).toEqual(['new', 'old']);
    for (let i = 0; i < 250; i++) await it.take(run(`r${i}`));
    expect(it.records).toHaveLength(200);
    expect(it.records.at(-1)?.id).toBe('r249');
    expect(it.records.some((record) => record.id === 'old')).toBe(false);
  });
});
