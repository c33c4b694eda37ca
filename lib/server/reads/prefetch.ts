import 'server-only';
import type { QueryClient } from '@tanstack/react-query';
import { toIso } from '@/lib/domain/clock';
import type { Topic } from '@/lib/domain/rows/topics';
import { topicKey } from '@/lib/queries/topics';
import { getContainer } from '@/lib/server/container';

/** More rows than this are read by the browser itself: they would make the page's first bytes wait. */
const MAX_ROWS = 500;

/** Puts topics into a page's cache straight from memory, so that it is drawn with values and asks for nothing. Answers those that are left to the browser. */
export async function prefetchTopics(client: QueryClient, topics: readonly Topic[]): Promise<readonly Topic[]> {
  const { board, clock } = await getContainer();
  return topics.filter((topic) => {
    const page = board.page(topic, toIso(clock.now()));
    const isLarge = page.rows.length > MAX_ROWS;
    if (!isLarge) client.setQueryData(topicKey(topic), page);
    return isLarge;
  });
}
