import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { AuditFilter } from '@/lib/domain/ports/stores';
import type { Around, AuditPage, ClaimHistory, FindingDetail, PlanView, PodEvents, PodLog, RunDetail, SettingsView } from '@/lib/domain/rows/details';
import type { ModelRow } from '@/lib/domain/rows/topics';
import { getJson, isFinal } from '@/lib/queries/request';

const retry = (count: number, error: unknown) => count < 2 && !isFinal(error);

/** Samples of one claim and what happened on the same time axis. New samples come once a minute. */
export function claimHistoryQuery(namespace: string, name: string, hours = 48) {
  return queryOptions({
    queryKey: ['claim-history', namespace, name, hours] as const,
    queryFn: ({ signal }) => getJson<ClaimHistory>(`/api/claims/${namespace}/${name}/history?hours=${hours}`, signal),
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
    retry,
  });
}

/** A plan as it was made: never changes, so it is read once. */
export function planQuery(id: string) {
  return queryOptions({ queryKey: ['plan', id] as const, queryFn: ({ signal }) => getJson<PlanView>(`/api/plans/${id}`, signal), staleTime: 30_000, retry });
}

/** A finding, open or resolved. Open ones also stand in the topic `findings`, which is the live one. */
export function findingQuery(id: string) {
  return queryOptions({ queryKey: ['finding', id] as const, queryFn: ({ signal }) => getJson<FindingDetail>(`/api/findings/${id}`, signal), retry });
}

/** What happened around a finding. */
export function aroundQuery(findingId: string) {
  return queryOptions({
    queryKey: ['finding', findingId, 'around'] as const,
    queryFn: ({ signal }) => getJson<Around>(`/api/findings/${findingId}/around`, signal),
    refetchInterval: 15_000,
    retry,
  });
}

/** A run with its plan. While it runs, the topic `runs` is the live one. */
export function runQuery(id: string) {
  return queryOptions({ queryKey: ['run', id] as const, queryFn: ({ signal }) => getJson<RunDetail>(`/api/runs/${id}`, signal), retry });
}

interface PodLogInput {
  readonly namespace: string;
  readonly name: string;
  readonly container: string;
  readonly previous?: boolean;
  readonly tail?: number;
}

/** Address of a container's log; with `follow` it answers an event stream of lines instead. */
export function podLogUrl({ namespace, name, container, previous = false, tail = 500 }: PodLogInput, follow = false): string {
  const query = new URLSearchParams({ container, tail: String(tail), ...(previous ? { previous: '1' } : {}), ...(follow ? { follow: '1' } : {}) });
  return `/api/pods/${namespace}/${name}/log?${query}`;
}

/** Last lines of a container. */
export function podLogQuery(input: PodLogInput) {
  return queryOptions({
    queryKey: ['pod-log', input.namespace, input.name, input.container, input.previous ?? false, input.tail ?? 500] as const,
    queryFn: ({ signal }) => getJson<PodLog>(podLogUrl(input), signal),
    retry,
  });
}

/** Events about a pod, newest first. */
export function podEventsQuery(namespace: string, name: string) {
  return queryOptions({
    queryKey: ['pod-events', namespace, name] as const,
    queryFn: ({ signal }) => getJson<PodEvents>(`/api/pods/${namespace}/${name}/events`, signal),
    refetchInterval: 10_000,
    retry,
  });
}

function auditParams(filter: AuditFilter): URLSearchParams {
  return new URLSearchParams(Object.entries(filter).flatMap(([key, value]) => (value === undefined || value === '' ? [] : [[key, String(value)]])));
}

/** A page of the ledger, newest first. */
export function auditQuery(filter: AuditFilter) {
  return queryOptions({
    queryKey: ['audit', filter] as const,
    queryFn: ({ signal }) => getJson<AuditPage>(`/api/audit?${auditParams(filter)}`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
    retry,
  });
}

/** Address of the whole ledger as a file. */
export function auditExportUrl(format: 'jsonl' | 'csv', filter: AuditFilter = {}): string {
  const query = auditParams(filter);
  query.set('format', format);
  return `/api/audit/export?${query}`;
}

/** Installation, thresholds, remediations, own rights. */
export function settingsQuery() {
  return queryOptions({ queryKey: ['settings'] as const, queryFn: ({ signal }) => getJson<SettingsView>('/api/settings', signal), retry });
}

/** The models as anybody may read them, where the admin allows it. Looks again every 5 s. */
export function publicModelsQuery() {
  return queryOptions({
    queryKey: ['public-models'] as const,
    queryFn: ({ signal }) => getJson<{ readonly asOf: string; readonly live: boolean; readonly rows: readonly ModelRow[] }>('/api/public/models', signal),
    refetchInterval: 5_000,
    retry,
  });
}
