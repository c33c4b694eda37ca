'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/server/define-action';

const planInputSchema = z.object({
  findingId: z.string().min(1).max(100),
  remediationId: z.string().min(1).max(100),
  input: z.record(z.string(), z.unknown()),
});

/** Plans a fix: reads and dry-runs, changes nothing. */
export const planAction = defineAction({
  name: 'plan-fix',
  permission: 'operate',
  input: planInputSchema,
  async run(input, { actor, container }) {
    const answer = await container.engine.plan({ kind: 'plan', ...input, actor });
    return answer.kind === 'planned' ? { kind: 'planned' as const, planId: answer.record.id } : answer;
  },
});
