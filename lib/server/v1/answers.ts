import 'server-only';
import type { ApiCheck, ApiSource } from '@/lib/domain/api-v1/checks';
import type { ApiClaim } from '@/lib/domain/api-v1/claims';
import type { ApiModel } from '@/lib/domain/api-v1/models';
import type { ApiPod, ApiWorkload } from '@/lib/domain/api-v1/workloads';
import type { CheckRow, ClaimRow, ModelRow, PodRow, SourceRow, WorkloadRow } from '@/lib/domain/rows/topics';
import type { Text } from '@/lib/domain/text';
import { inEnglish } from '@/lib/server/v1/english';

/** Rows of the pages as the API answers them: named for scripts, sentences in English, and nothing that belongs to a page only. */

export function apiModel(row: ModelRow): ApiModel {
  const { id, name, kind, state, compute, labels } = row;
  return {
    id,
    name,
    kind,
    state,
    compute,
    labels,
    ...given({ since: row.since, provenAt: row.provenAt, reason: said(row.reason), function: row.functionName, finding: row.findingId }),
  };
}

export function apiClaim(row: ClaimRow): ApiClaim {
  const { namespace, name, phase, sharesNodeDisk } = row;
  return {
    ...{ namespace, name, phase, sharesNodeDisk, requestedBytes: Math.round(row.requestedBytes) },
    ...given({
      ...{ node: row.node, usedBytes: whole(row.usedBytes), capacityBytes: whole(row.capacityBytes), inodesPercent: row.inodesPercent },
      ...{ source: row.source, observedAt: row.observedAt, missing: row.missing, missingRight: row.missingRight, bytesPerHour: row.bytesPerHour },
      ...{ fullAt: row.fullAt, fullEarliestAt: row.fullEarliestAt, fullLatestAt: row.fullLatestAt, finding: row.findingId },
    }),
  };
}

export function apiPod(row: PodRow): ApiPod {
  const { namespace, name, workload, workloadKind, state, tone, ready, restarts, createdAt } = row;
  return {
    ...{ namespace, name, workload, workloadKind, state, tone, ready, restarts, createdAt },
    images: row.containers.map((container) => container.image),
    ...given({ node: row.node, message: row.message, lastRestartAt: row.lastRestartAt, finding: row.findingId }),
  };
}

export function apiWorkload(row: WorkloadRow): ApiWorkload {
  const { kind, namespace, name, tone, ready, desired, restarts, images } = row;
  return {
    ...{ kind, namespace, name, tone, ready, desired, restarts, images },
    ...given({ revision: row.revision, changedBy: row.changedBy, changedAt: row.changedAt, finding: row.findingId }),
  };
}

export function apiCheck(row: CheckRow): ApiCheck {
  const { id, area, outcome } = row;
  return { id, area, outcome, name: inEnglish(row.name), ...given({ reason: said(row.reason), at: row.at }) };
}

export function apiSource(row: SourceRow): ApiSource {
  const { id, source, state, deadlineSeconds } = row;
  return {
    id,
    source,
    state,
    deadlineSeconds,
    name: inEnglish(row.name),
    ...given({ asOf: row.asOf, missingRight: row.missingRight, detail: said(row.detail) }),
  };
}

/** A sentence in English, where there is one. */
export function said(text: Text | undefined): string | undefined {
  return text && inEnglish(text);
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the keys whose value is undefined: what is not known is absent. */
export function given<T extends Record<string, unknown>>(value: T): Given<T> {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as Given<T>;
}

function whole(bytes: number | undefined): number | undefined {
  return bytes === undefined ? undefined : Math.round(bytes);
}
