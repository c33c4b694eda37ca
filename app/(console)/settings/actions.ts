'use server';

import { z } from 'zod';
import { changeRole, createAccount, revokeSessions, setDisabled } from '@/lib/auth/accounts';
import { roleSchema } from '@/lib/domain/actor';
import { defineAction } from '@/lib/server/define-action';
import { thresholdsSchema } from '@/lib/server/settings/thresholds-schema';

const switchRemediation = defineAction({
  name: 'switch-remediation',
  permission: 'administer',
  input: z.object({ id: z.string().max(80), enabled: z.boolean() }),
  audit: ({ id, enabled }) => ({ event: 'setting-changed', target: id, detail: { enabled } }),
  run: (input, { container }) => container.settings.switchRemediation(input.id, input.enabled),
});

const publishModels = defineAction({
  name: 'publish-models',
  permission: 'administer',
  input: z.object({ isPublic: z.boolean() }),
  audit: (input) => ({ event: 'setting-changed', target: 'public-models', detail: input }),
  run: (input, { container }) => container.settings.publishModels(input.isPublic),
});

const changeThresholds = defineAction({
  name: 'change-thresholds',
  permission: 'administer',
  input: thresholdsSchema,
  audit: (input) => ({ event: 'setting-changed', target: 'thresholds', detail: input }),
  run: (input, { container }) => container.settings.changeThresholds(input),
});

const createAccountOf = defineAction({
  name: 'create-account',
  permission: 'administer',
  input: z.object({ username: z.string().regex(/^[a-zA-Z0-9_.]{2,40}$/), password: z.string().min(10).max(200), role: roleSchema }),
  audit: ({ username, role }) => ({ event: 'account-created', target: username, detail: { role } }),
  run: async (input, { container }) => {
    await createAccount(container.people.auth, container.people.db, input);
  },
});

const changeAccount = defineAction({
  name: 'change-account',
  permission: 'administer',
  input: z.discriminatedUnion('change', [
    z.object({ change: z.literal('role'), id: z.string(), username: z.string().max(64), role: roleSchema }),
    z.object({ change: z.enum(['end-sessions', 'disable', 'enable']), id: z.string(), username: z.string().max(64) }),
  ]),
  audit: (input) => ({
    event: input.change === 'end-sessions' ? 'session-revoked' : 'account-changed',
    target: input.username,
    detail: { change: input.change, ...(input.change === 'role' ? { role: input.role } : {}) },
  }),
  run: async (input, { container }) => {
    const { db } = container.people;
    if (input.change === 'role') await changeRole(db, input.id, input.role);
    else if (input.change === 'end-sessions') await revokeSessions(db, input.id);
    else await setDisabled(db, input.id, input.change === 'disable');
  },
});

export async function switchRemediationAction(input: { id: string; enabled: boolean }) {
  return switchRemediation(input);
}

export async function publishModelsAction(input: { isPublic: boolean }) {
  return publishModels(input);
}

export async function changeThresholdsAction(input: z.infer<typeof thresholdsSchema>) {
  return changeThresholds(input);
}

export async function createAccountAction(input: { username: string; password: string; role: z.infer<typeof roleSchema> }) {
  return createAccountOf(input);
}

export async function changeAccountAction(
  input: { id: string; username: string } & ({ change: 'role'; role: z.infer<typeof roleSchema> } | { change: 'end-sessions' | 'disable' | 'enable' }),
) {
  return changeAccount(input);
}
