import { queryOptions } from '@tanstack/react-query';
import type { ApiTokenRow } from '@/lib/domain/api-token';
import type { DiscoveryView } from '@/lib/domain/rows/discovery';
import type { SetupView } from '@/lib/domain/rows/setup';
import { getJson, isFinal } from '@/lib/queries/request';

const retry = (count: number, error: unknown) => count < 2 && !isFinal(error);

/** Every source of facts and CVAT's token. Looks again every 5 s: rights are granted while the page is open. */
export function setupQuery() {
  return queryOptions({ queryKey: ['setup'] as const, queryFn: ({ signal }) => getJson<SetupView>('/api/setup', signal), refetchInterval: 5_000, retry });
}

/** Which installations were found, and which one is open. */
export function discoveryQuery() {
  return queryOptions({
    queryKey: ['discovery'] as const,
    queryFn: ({ signal }) => getJson<DiscoveryView>('/api/discovery', signal),
    refetchInterval: 5_000,
    retry,
  });
}

/** Tokens for scripts: one's own; an administrator's list holds everybody's. */
export function tokensQuery() {
  return queryOptions({
    queryKey: ['tokens'] as const,
    queryFn: ({ signal }) => getJson<{ readonly rows: readonly ApiTokenRow[] }>('/api/tokens', signal),
    retry,
  });
}
