import { queryOptions } from '@tanstack/react-query';
import type { Topic, TopicPage } from '@/lib/domain/rows/topics';
import { getJson, isFinal } from '@/lib/queries/request';

/** Cache key of a topic's page. */
export function topicKey<T extends Topic>(topic: T) {
  return ['topic', topic] as const;
}

/** The rows of a topic, kept up to date by the stream (LiveProvider): read once, then patched, so never stale by age. */
export function topicQuery<T extends Topic>(topic: T) {
  return queryOptions({
    queryKey: topicKey(topic),
    queryFn: ({ signal }) => getJson<TopicPage<T>>(`/api/topics/${topic}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
    retry: (count, error) => count < 3 && !isFinal(error),
    // A page of thousands of rows is patched by hand; comparing it deeply again would cost more than it saves.
    structuralSharing: false,
  });
}
