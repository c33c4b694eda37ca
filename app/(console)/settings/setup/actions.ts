'use server';

import { z } from 'zod';
import { isDnsLabel } from '@/lib/domain/dns-name';
import { getHost } from '@/lib/server/current-host';
import { enterCvatToken, removeCvatToken, retestCvatToken } from '@/lib/server/cvat-token/change-cvat-token';
import { cvatTokenSchema } from '@/lib/server/cvat-token/cvat-token-schema';
import { defineAction } from '@/lib/server/define-action';

const chooseInstallation = defineAction({
  name: 'choose-installation',
  permission: 'administer',
  input: z.object({ namespace: z.string().refine(isDnsLabel), release: z.string().refine(isDnsLabel) }),
  audit: (input) => ({ event: 'setting-changed', target: 'installation', detail: input }),
  run: async (name) => (await getHost()).choose(name),
});

const lookAgain = defineAction({
  name: 'look-again',
  permission: 'operate',
  input: z.object({}),
  audit: () => ({ event: 'probe-asked', target: 'setup', detail: {} }),
  run: async (_input, { container }) => {
    const { installations } = await getHost();
    await Promise.all([container.rights.refresh(), installations.search.look()]);
  },
});

// These write to the ledger themselves: what CVAT says of a token decides what there is to write.
const enterToken = defineAction({
  name: 'enter-cvat-token',
  permission: 'administer',
  input: z.object({ token: cvatTokenSchema }),
  run: ({ token }, { actor, container }) => enterCvatToken(container, actor, token),
});

const removeToken = defineAction({
  name: 'remove-cvat-token',
  permission: 'administer',
  input: z.object({}),
  audit: () => ({ event: 'setting-changed', target: 'cvat-token', detail: { change: 'removed' } }),
  run: (_input, { container }) => removeCvatToken(container),
});

const testToken = defineAction({
  name: 'test-cvat-token',
  permission: 'administer',
  input: z.object({}),
  audit: () => ({ event: 'probe-asked', target: 'cvat-token', detail: {} }),
  run: (_input, { container }) => retestCvatToken(container),
});

export async function chooseInstallationAction(input: { namespace: string; release: string }) {
  return chooseInstallation(input);
}

export async function lookAgainAction() {
  return lookAgain({});
}

export async function enterCvatTokenAction(input: { token: string }) {
  return enterToken(input);
}

export async function removeCvatTokenAction() {
  return removeToken({});
}

export async function testCvatTokenAction() {
  return testToken({});
}
