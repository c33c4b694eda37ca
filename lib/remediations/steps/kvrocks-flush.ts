import { formatSize } from '@/lib/domain/format-size';
import { say } from '@/lib/domain/text';
import { assertLoneMaster, fillPercent, readKvrocks } from '@/lib/remediations/steps/kvrocks-facts';
import { defineStep, notSimulated } from '@/lib/remediations/steps/step';

/** Drops the whole image cache. It frees nothing by itself: the compaction after it does. */
export const kvrocksFlush = defineStep({
  kind: 'kvrocks-flush',
  changes: true,
  title: () => say('steps.kvrocks-flush.title'),
  preview: async () => notSimulated,

  async execute({ namespace, pod, container, skipBelowPercent }, { readers, writers, call }) {
    const facts = await readKvrocks(readers);
    assertLoneMaster(facts);
    if (skipBelowPercent !== undefined && fillPercent(facts) < skipBelowPercent) {
      return { state: 'skipped', note: say('steps.kvrocks.enough', { percent: fillPercent(facts), target: skipBelowPercent }) };
    }
    await call(`FLUSHDB (pod ${pod})`, () => writers.kvrocks.flush({ namespace, pod, container }));
    return { state: 'done', note: say('steps.kvrocks-flush.done', { used: formatSize(facts.usedDbBytes) }) };
  },

  reconcile: async () => 'undeterminable',
});
