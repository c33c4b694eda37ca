'use server';

import { z } from 'zod';
import { isDnsLabel, isDnsSubdomain } from '@/lib/domain/dns-name';
import { defineAction } from '@/lib/server/define-action';
import { getHost } from '@/lib/server/host';

const chooseInstallation = defineAction({
  name: 'choose-installation',
  permission: 'administer',
  input: z.object({ namespace: z.string().max(63).refine(isDnsLabel), release: z.string().max(253).refine(isDnsSubdomain) }),
  audit: (input) => ({ event: 'setting-changed', target: 'installation', detail: input }),
  run: async (input) => (await getHost()).choose(input),
});

const lookForInstallations = defineAction({
  name: 'look-for-installations',
  permission: 'read',
  input: z.object({}),
  run: async () => (await getHost()).installations.search.look(),
});

/** Opens another installation; what was watched before is watched no longer. */
export async function chooseInstallationAction(input: { namespace: string; release: string }) {
  return chooseInstallation(input);
}

/** Looks around now instead of at the next turn. */
export async function lookForInstallationsAction() {
  return lookForInstallations({});
}
