'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/server/define-action';

const submitInputSchema = z.object({
  planId: z.string().min(1).max(100),
  digest: z.string().min(1).max(200),
  confirmation: z.string().max(300).optional(),
  reason: z.string().max(500).optional(),
});

/** Runs exactly the plan whose digest was shown. The same plan sent twice gives the same run. */
export const submitAction = defineAction({
  name: 'submit-plan',
  permission: 'operate',
  input: submitInputSchema,
  async run(input, { actor, container }) {
    const { planId, digest, confirmation, reason } = input;
    const run = await container.engine.submit({
      kind: 'submit',
      planId,
      digest,
      actor,
      ...(confirmation === undefined ? {} : { confirmation }),
      ...(reason ? { reason } : {}),
    });
    return { runId: run.id };
  },
});
