import { describe, expect, it } from 'vitest';
import type { Role } from '@/lib/domain/actor';
import type { AuditDraft } from '@/lib/domain/audit-entry';
import { createAuthorise } from './authorise';

/** As the web process says it: an administrator. */
const command = { kind: 'stop' as const, runId: 'r', actor: { id: 'u1', name: 'mia', role: 'admin' as const, address: '10.0.0.7' } };

function authorise(role: Role | undefined, limits?: { each: number; all: number }) {
  const entries: AuditDraft[] = [];
  const ledger = { append: async (draft: AuditDraft) => void entries.push(draft) as never };
  const person = async (id: string) => (role && id.startsWith('u') ? { id, name: 'mia.of.the.accounts', role } : undefined);
  return { entries, check: createAuthorise({ person, ledger, ...(limits ? { limits } : {}) }) };
}

describe('who commands the actor', () => {
  it('is whom the accounts know, with the role they give', async () => {
    const { check, entries } = authorise('operator');
    expect(await check(command)).toEqual({ id: 'u1', name: 'mia.of.the.accounts', role: 'operator', address: '10.0.0.7' });
    expect(entries).toEqual([]);
  });

  it.each([['viewer'], [undefined]] as const)('is turned away and recorded when the accounts say %s, whatever the web process says', async (role) => {
    const { check, entries } = authorise(role);
    await expect(check(command)).rejects.toMatchObject({ code: 'forbidden' });
    expect(entries).toMatchObject([{ event: 'action-denied', outcome: 'forbidden', detail: { command: 'stop' } }]);
    expect(JSON.stringify(entries)).not.toContain('admin');
  });

  it('may not command without end, alone or with others', async () => {
    const { check } = authorise('operator', { each: 2, all: 3 });
    await check(command);
    await check(command);
    await expect(check(command)).rejects.toMatchObject({ code: 'rate-limited' });
    await expect(check({ ...command, actor: { ...command.actor, id: 'u2' } })).rejects.toMatchObject({ code: 'rate-limited' });
  });
});
