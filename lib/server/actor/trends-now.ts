import 'server-only';
import { type Clock, toIso } from '@/lib/domain/clock';
import type { ClaimFact, FillTrend } from '@/lib/domain/facts/storage';
import { fillTrend } from '@/lib/domain/fill-trend';
import type { SampleStore } from '@/lib/domain/ports/stores';

const WINDOW_MS = 3 * 3_600_000;

/** How the levels of these claims move, from the samples that the web process keeps. */
export function readTrends(samples: Pick<SampleStore, 'list'>, claims: readonly ClaimFact[], clock: Clock): Promise<FillTrend[]> {
  const now = clock.now();
  return Promise.all(
    claims.map(async ({ namespace, name }) => {
      const kept = await samples.list(`${namespace}/${name}`, toIso(now - WINDOW_MS));
      const window = kept.map((sample) => ({ at: Date.parse(sample.at), usedBytes: sample.usedBytes, capacityBytes: sample.capacityBytes }));
      return fillTrend({ namespace, claim: name }, window, now);
    }),
  );
}
