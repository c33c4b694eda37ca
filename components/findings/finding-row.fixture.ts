import type { FindingRow } from '@/lib/domain/rows/topics';

/** A finding for tests: an open warning about a Deployment, with what the test is about on top. */
export function findingRow(over: Partial<FindingRow> & { id: string }): FindingRow {
  return {
    fingerprint: over.id,
    checkId: 'pod-config-error',
    checkName: { key: 'checks.pod-config-error.name' },
    impact: { key: 'checks.pod-config-error.impact' },
    severity: 'warning',
    subject: { kind: 'Deployment', namespace: 'cvat', name: 'cvat-opa' },
    title: { key: 'checks.pod-config-error.title' },
    summary: { key: 'checks.pod-config-error.summary' },
    evidence: [],
    falseIf: { key: 'checks.pod-config-error.falseIf' },
    since: '2026-02-12T10:42:00Z',
    lastSeenAt: '2026-02-12T11:52:00Z',
    stale: false,
    effectIds: [],
    offers: [],
    ...over,
  };
}
