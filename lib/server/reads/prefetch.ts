import 'server-only';
import type { QueryClient } from '@tanstack/react-query';
import { toIso } from '@/lib/domain/clock';
import type { Topic } from '@/lib/domain/rows/topics';
import { topicKey } from '@/lib/queries/topics';
import { getContainer } from '@/lib/server/container';

/** More rows than this are read by the browser itself: they would make the page's first bytes wait. */
const MAX_ROWS = 500;

/** Puts topics into a page's cache straight from memory, so that it is drawn with values and asks for nothing. */
export async function prefetchTopics(client: QueryClient, topics: readonly Topic[]): Promise<void> {
  const { board, clock } = await getContainer();
  for (const topic of topics) {
    const page = board.page(topic, toIso(clock.now()));
    if (page.rows.length <= MAX_ROWS) client.setQueryData(topicKey(topic), page);
  }
}
