import 'server-only';
import type { ApiFinding } from '@/lib/domain/api-v1/findings';
import type { ResourceRef } from '@/lib/domain/resource-ref';
import type { FindingRow } from '@/lib/domain/rows/topics';
import { given } from '@/lib/server/v1/answers';
import { inEnglish } from '@/lib/server/v1/english';

/** A finding as the API answers it. */
export function apiFinding(row: FindingRow): ApiFinding {
  const { id, fingerprint, severity, since, lastSeenAt, stale } = row;
  return {
    ...{ id, fingerprint, check: row.checkId, severity, subject: apiSubject(row.subject), since, lastSeenAt, stale },
    ...{ title: inEnglish(row.title), summary: inEnglish(row.summary), impact: inEnglish(row.impact), falseIf: inEnglish(row.falseIf) },
    evidence: row.evidence.map(({ label, observed, expected, source, at }) => ({
      label: inEnglish({ key: label }),
      observed,
      source,
      at,
      ...given({ expected }),
    })),
    remediations: row.offers.map((offer) => offer.remediationId),
    ...given({ resolvedAt: row.resolvedAt, causedBy: row.causeId, run: row.runId }),
  };
}

/** What something is about, without the uid: an object that was made anew is the same subject. */
export function apiSubject({ kind, namespace, name }: ResourceRef): ApiFinding['subject'] {
  return { kind, name, ...given({ namespace }) };
}
