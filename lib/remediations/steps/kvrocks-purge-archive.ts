import { formatSize } from '@/lib/domain/format-size';
import { say } from '@/lib/domain/text';
import { assertLoneMaster, fillPercent, readKvrocks } from '@/lib/remediations/steps/kvrocks-facts';
import { defineStep, notSimulated } from '@/lib/remediations/steps/step';

/** Deletes archived write-ahead logs. Recovery never reads them and no replica needs them; it works on a full disk, with no write to the database. */
export const kvrocksPurgeArchive = defineStep({
  kind: 'kvrocks-purge-archive',
  changes: true,
  title: ({ minAgeMinutes }) => say('steps.kvrocks-purge-archive.title', { minutes: minAgeMinutes }),
  preview: async () => notSimulated,

  async execute({ namespace, pod, container, minAgeMinutes, skipBelowPercent }, { readers, writers, call }) {
    const facts = await readKvrocks(readers);
    assertLoneMaster(facts);
    if (skipBelowPercent !== undefined && fillPercent(facts) < skipBelowPercent) {
      return { state: 'skipped', note: say('steps.kvrocks.enough', { percent: fillPercent(facts), target: skipBelowPercent }) };
    }
    if (facts.composition?.archiveFiles === 0) return { state: 'skipped', note: say('steps.kvrocks-purge-archive.empty') };
    const { freedBytes } = await call(`find …/archive *.log older than ${minAgeMinutes} min, delete (pod ${pod})`, () =>
      writers.kvrocks.purgeArchive({ namespace, pod, container }, minAgeMinutes),
    );
    return { state: 'done', note: say('steps.kvrocks-purge-archive.done', { freed: formatSize(freedBytes) }) };
  },

  async reconcile(_, readers) {
    const { composition } = await readKvrocks(readers);
    return composition?.archiveFiles === 0 ? 'applied' : 'undeterminable';
  },
});
