'use client';

import { useQuery } from '@tanstack/react-query';
import type { FindingDetail } from '@/lib/domain/rows/details';
import type { FindingRow } from '@/lib/domain/rows/topics';
import { findingQuery } from '@/lib/queries/details';
import { topicQuery } from '@/lib/queries/topics';

interface FindingState {
  /** The live row while the finding is open, else the kept one. */
  readonly finding: FindingRow | undefined;
  readonly earlier: FindingDetail['earlier'];
  /** Open findings, for its cause and effects. */
  readonly open: readonly FindingRow[];
  readonly error: unknown;
}

/** One finding, live while it is open. */
export function useFinding(id: string): FindingState {
  const detail = useQuery(findingQuery(id));
  const open = useQuery(topicQuery('findings')).data?.rows ?? [];
  const live = open.find((row) => row.id === id);
  return { finding: live ?? detail.data?.finding, earlier: detail.data?.earlier ?? [], open, error: live ? null : detail.error };
}
