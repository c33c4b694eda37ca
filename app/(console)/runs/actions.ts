'use server';

import { z } from 'zod';
import { defineAction } from '@/lib/server/define-action';

const runInputSchema = z.object({ runId: z.string().min(1).max(100) });

/** Stops a run before its next step. */
export const stopAction = defineAction({
  name: 'stop-run',
  permission: 'operate',
  input: runInputSchema,
  async run({ runId }, { actor, container }) {
    await container.engine.stop({ kind: 'stop', runId, actor });
  },
});

/** Plans to take a run back: a plan of its own, to be read before it runs. */
export const planUndoAction = defineAction({
  name: 'plan-undo',
  permission: 'operate',
  input: runInputSchema,
  async run({ runId }, { actor, container }) {
    const answer = await container.engine.plan({ kind: 'plan-undo', runId, actor });
    return answer.kind === 'planned' ? { kind: 'planned' as const, planId: answer.record.id } : answer;
  },
});
