'use client';

import { useQuery } from '@tanstack/react-query';
import type { HeadRow } from '@/lib/domain/rows/topics';
import { useLive } from '@/lib/queries/live';
import { topicQuery } from '@/lib/queries/topics';

/** The head row and whether it is live: before the stream's first beat the row's own word counts, then the stream's. */
export function useHead(): { readonly head: HeadRow | undefined; readonly isLive: boolean; readonly asOf: string | undefined } {
  const head = useQuery(topicQuery('head')).data?.rows[0];
  const stream = useLive();
  const isLive = stream.connection === 'connecting' ? (head?.live ?? false) : stream.live;
  return { head, isLive, asOf: stream.asOf ?? head?.asOf };
}
