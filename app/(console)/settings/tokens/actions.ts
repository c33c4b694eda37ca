'use server';

import { z } from 'zod';
import { holds } from '@/lib/domain/actor';
import { newApiTokenSchema } from '@/lib/domain/api-token';
import { defineAction } from '@/lib/server/define-action';

const createToken = defineAction({
  name: 'create-token',
  permission: 'read',
  input: newApiTokenSchema,
  audit: ({ name, scopes, days }) => ({ event: 'token-created', target: name, detail: { scopes, days } }),
  run: async (input, { actor, container }) => {
    const { value } = await container.people.apiTokens.create(actor.id, input);
    return { value };
  },
});

const revokeToken = defineAction({
  name: 'revoke-token',
  permission: 'read',
  input: z.object({ id: z.string().min(1).max(40) }),
  run: async ({ id }, { actor, container }) => {
    const { apiTokens } = container.people;
    // Somebody else's token is not there, except for an administrator.
    const token = await apiTokens.get(id, holds(actor.role, 'administer') ? undefined : actor.id);
    await container.ledger.append({ event: 'token-revoked', actor, target: token.name, detail: { id, owner: token.owner } });
    await apiTokens.revoke(id);
  },
});

export async function createTokenAction(input: z.infer<typeof newApiTokenSchema>) {
  return createToken(input);
}

export async function revokeTokenAction(input: { id: string }) {
  return revokeToken(input);
}
