import 'server-only';
import type { Clock } from '@/lib/domain/clock';
import type { LiveHub } from '@/lib/server/live/live-hub';
import type { TopicBoard } from '@/lib/server/live/topic-board';
import type { MetricSources } from '@/lib/server/metrics/metrics';

/** What a scrape reads: the board the pages are fed from. */
export function boardSources({ board, hub }: { readonly board: TopicBoard; readonly hub: LiveHub }, clock: Clock): MetricSources {
  return {
    // Each gauge of a scrape reads one or two of them: none is gathered for the others.
    rows: () => ({
      get head() {
        return board.get('head', 'now');
      },
      get findings() {
        return board.rows('findings');
      },
      get checks() {
        return board.rows('checks');
      },
      get claims() {
        return board.rows('claims');
      },
      get models() {
        return board.rows('models');
      },
      get sources() {
        return board.rows('sources');
      },
    }),
    viewers: () => hub.clients.size,
    now: () => clock.now(),
  };
}
