import 'server-only';
import { type CauseLinks, linkCauses } from '@/lib/domain/causes';
import type { Finding } from '@/lib/domain/finding';
import type { RunRecord } from '@/lib/domain/ports/stores';
import type { FindingRow } from '@/lib/domain/rows/topics';
import { say } from '@/lib/domain/text';
import { type OfferContext, offersOf } from '@/lib/server/rows/offers';

export interface FindingRowsInput {
  /** Open and confirmed. */
  readonly findings: readonly Finding[];
  readonly runs: readonly RunRecord[];
  readonly offers: OfferContext;
  /** Checks whose last pass could not judge: their findings are shown as they were. */
  readonly silentChecks: ReadonlySet<string>;
}

/** Open findings with what causes them, what answers them, and whether somebody is at it. */
export function findingRows(input: FindingRowsInput): FindingRow[] {
  const links = linkCauses(input.findings);
  const running = new Map(input.runs.flatMap((run) => (isActive(run) ? [[run.plan.fingerprint, run.id] as const] : [])));
  return input.findings.map((finding) => findingRow(finding, links, input, running.get(finding.fingerprint)));
}

/** One finding, also a resolved one: that offers nothing any more. */
export function findingRow(finding: Finding, links: CauseLinks, input: FindingRowsInput, runId: string | undefined): FindingRow {
  const stale = input.silentChecks.has(finding.checkId);
  const causeId = links.causeOf.get(finding.id);
  return {
    id: finding.id,
    fingerprint: finding.fingerprint,
    checkId: finding.checkId,
    checkName: say(`checks.${finding.checkId}.name`),
    impact: say(`checks.${finding.checkId}.impact`),
    severity: finding.severity,
    subject: finding.subject,
    title: finding.title,
    summary: finding.summary,
    evidence: [...finding.evidence],
    ...(finding.chain ? { chain: [...finding.chain] } : {}),
    falseIf: finding.falseIf,
    since: finding.since ?? finding.firstSeenAt,
    lastSeenAt: finding.lastSeenAt,
    ...(finding.resolvedAt ? { resolvedAt: finding.resolvedAt } : {}),
    stale,
    ...(causeId ? { causeId } : {}),
    effectIds: [...(links.effectsOf.get(finding.id) ?? [])],
    offers: finding.resolvedAt ? [] : offersOf(finding, input.offers, { isStale: stale, isRunning: runId !== undefined }),
    ...(runId ? { runId } : {}),
  };
}

/** Still doing something. */
export function isActive(run: Pick<RunRecord, 'status'>): boolean {
  return run.status === 'running' || run.status === 'verifying';
}
