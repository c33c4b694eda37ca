import 'server-only';
import type { Clock } from '@/lib/domain/clock';
import type { LiveHub } from '@/lib/server/live/live-hub';
import type { TopicBoard } from '@/lib/server/live/topic-board';
import type { MetricSources } from '@/lib/server/metrics/metrics';

/** What a scrape reads: the board the pages are fed from. */
export function boardSources({ board, hub }: { readonly board: TopicBoard; readonly hub: LiveHub }, clock: Clock): MetricSources {
  return {
    rows: () => ({
      head: board.get('head', 'now'),
      findings: board.rows('findings'),
      checks: board.rows('checks'),
      claims: board.rows('claims'),
      models: board.rows('models'),
      sources: board.rows('sources'),
    }),
    viewers: () => hub.clients.size,
    now: () => clock.now(),
  };
}
