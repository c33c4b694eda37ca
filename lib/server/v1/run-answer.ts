import 'server-only';
import type { ApiRun } from '@/lib/domain/api-v1/runs';
import type { RunRow } from '@/lib/domain/rows/topics';
import { given, said } from '@/lib/server/v1/answers';
import { inEnglish } from '@/lib/server/v1/english';
import { apiSubject } from '@/lib/server/v1/finding-answer';

/** A run as the API answers it. */
export function apiRun(row: RunRow): ApiRun {
  const { verification } = row;
  return {
    ...{ id: row.id, remediation: row.remediationId, title: inEnglish(row.title), target: apiSubject(row.target), by: row.actorName, status: row.status },
    steps: row.steps.map((step) => ({
      ...{ id: step.id, title: inEnglish(step.title), state: step.state },
      ...given({ note: said(step.note), startedAt: step.startedAt, endedAt: step.endedAt }),
    })),
    ...(verification ? { verification: { result: verification.result, text: inEnglish(verification.text), at: verification.at } } : {}),
    startedAt: row.startedAt,
    ...given({ finding: row.findingId, reason: row.reason, endedAt: row.endedAt, undoOf: row.undoOfRunId, undoneBy: row.undoneByRunId }),
    ledger: given({ intent: row.intentSeq, outcome: row.outcomeSeq }),
  };
}
