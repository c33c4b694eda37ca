import { AppError } from '@/lib/domain/errors';
import { say } from '@/lib/domain/text';
import { pollUntil } from '@/lib/remediations/steps/poll-until';
import { defineStep, notSimulated } from '@/lib/remediations/steps/step';

/** Waits until KVRocks takes writes again. After a disk was full it tries once a minute by itself; a restart would make it worse. */
export const kvrocksAwaitWrites = defineStep({
  kind: 'kvrocks-await-writes',
  changes: false,
  title: () => say('steps.kvrocks-await-writes.title'),
  preview: async () => notSimulated,

  async execute({ namespace, pod, container, timeoutSeconds }, { writers, clock, signal, note }) {
    let refusal = '';
    await pollUntil({
      clock,
      signal,
      everySeconds: 5,
      timeoutSeconds,
      late: () => say('steps.kvrocks-await-writes.late', { seconds: timeoutSeconds, error: refusal || '?' }),
      look: async () => {
        const probe = await writers.kvrocks.probeWrite({ namespace, pod, container });
        if (probe.accepted) return true;
        refusal = (probe.error ?? '').slice(0, 200);
        if (/max-db-size/.test(refusal)) throw new AppError('kvrocks-refused', { text: say('steps.kvrocks-await-writes.limit') });
        await note(say('steps.kvrocks-await-writes.refused', { error: refusal || '?' }));
        return undefined;
      },
    });
    return { state: 'done' };
  },

  reconcile: async () => 'not-applied',
});
