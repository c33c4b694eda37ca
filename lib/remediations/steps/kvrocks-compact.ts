import { AppError } from '@/lib/domain/errors';
import { formatSize } from '@/lib/domain/format-size';
import { say } from '@/lib/domain/text';
import { fillPercent, readKvrocks } from '@/lib/remediations/steps/kvrocks-facts';
import { pollUntil } from '@/lib/remediations/steps/poll-until';
import { defineStep, notSimulated } from '@/lib/remediations/steps/step';

/** Compacts: expired and overwritten entries are dropped for real. Its OK means only that the work was taken on, so INFO is asked until it is over. */
export const kvrocksCompact = defineStep({
  kind: 'kvrocks-compact',
  changes: true,
  title: () => say('steps.kvrocks-compact.title'),
  preview: async () => notSimulated,

  async execute({ namespace, pod, container, timeoutSeconds, skipBelowPercent }, { readers, writers, clock, signal, note, call }) {
    const before = await readKvrocks(readers);
    if (skipBelowPercent !== undefined && fillPercent(before) < skipBelowPercent) {
      return { state: 'skipped', note: say('steps.kvrocks.enough', { percent: fillPercent(before), target: skipBelowPercent }) };
    }
    await call(`COMPACT (pod ${pod})`, () => writers.kvrocks.compact({ namespace, pod, container }));
    const after = await pollUntil({
      clock,
      signal,
      everySeconds: 5,
      timeoutSeconds,
      late: () => say('steps.kvrocks-compact.late', { seconds: timeoutSeconds }),
      look: async () => {
        const facts = await readKvrocks(readers);
        await note(say('steps.kvrocks-compact.progress', { used: formatSize(facts.usedDbBytes) }));
        return facts.isCompacting ? undefined : facts;
      },
    });
    if (after.backgroundErrors > before.backgroundErrors) throw new AppError('kvrocks-refused', { text: say('steps.kvrocks-compact.failed') });
    return {
      state: 'done',
      note: say('steps.kvrocks-compact.done', {
        before: formatSize(before.diskUsedBytes),
        after: formatSize(after.diskUsedBytes),
        percent: fillPercent(after),
      }),
    };
  },

  reconcile: async (_, readers) => ((await readKvrocks(readers)).isCompacting ? 'applied' : 'undeterminable'),
});
