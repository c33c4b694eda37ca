'use client';

import { useQuery } from '@tanstack/react-query';
import { isGoing } from '@/components/runs/is-going';
import type { RunDetail } from '@/lib/domain/rows/details';
import type { RunRow } from '@/lib/domain/rows/topics';
import { runQuery } from '@/lib/queries/details';
import { topicQuery } from '@/lib/queries/topics';

interface RunState {
  /** The live row where the stream has it, else the kept one. */
  readonly run: RunRow | undefined;
  readonly detail: RunDetail | undefined;
  readonly error: unknown;
}

/** One run, live while it goes on. Evidence and ledger numbers come with the kept record, read again once it has ended. */
export function useRun(id: string): RunState {
  const live = useQuery(topicQuery('runs')).data?.rows.find((row) => row.id === id);
  const detail = useQuery({
    ...runQuery(id),
    refetchInterval: (query) => (query.state.data && isGoing(query.state.data.run.status) ? 2_000 : false),
  });
  return { run: live ?? detail.data?.run, detail: detail.data, error: live ? null : detail.error };
}
