import { queryOptions } from '@tanstack/react-query';
import { getJson, isFinal } from '@/lib/queries/request';

/** An account as administrators see it. */
export interface AccountRow {
  readonly id: string;
  readonly username: string;
  readonly role: string;
  readonly createdAt: string;
  readonly disabled: boolean;
  readonly sessions: number;
}

/** Every account; administrators only. */
export function accountsQuery() {
  return queryOptions({
    queryKey: ['accounts'] as const,
    queryFn: ({ signal }) => getJson<{ readonly rows: readonly AccountRow[] }>('/api/accounts', signal),
    retry: (count, error) => count < 2 && !isFinal(error),
  });
}
