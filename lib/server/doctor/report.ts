import 'server-only';
import type { AnyCheck } from '@/lib/checks/check';
import type { CheckResult } from '@/lib/checks/run-checks';
import type { ApiFinding } from '@/lib/domain/api-v1/findings';
import { linkCauses } from '@/lib/domain/causes';
import { sayCode } from '@/lib/domain/errors';
import { type Finding, fingerprintOf, type Severity } from '@/lib/domain/finding';
import type { Installation } from '@/lib/domain/installation';
import { say, type Text } from '@/lib/domain/text';
import { inEnglish } from '@/lib/server/v1/english';
import { apiSubject } from '@/lib/server/v1/finding-answer';

/** What became of a check. Unknown is not healthy. */
export type CheckState = 'well' | 'found' | 'unknown' | 'not-applicable' | 'failed';

export interface ReportedCheck {
  readonly id: string;
  readonly name: string;
  readonly area: AnyCheck['area'];
  readonly state: CheckState;
  /** Why it could not be told, or why it does not apply. */
  readonly reason?: string;
  /** `verb resource` that would have let it be told. */
  readonly missingRight?: string;
}

export interface ReportedFinding
  extends Pick<ApiFinding, 'fingerprint' | 'check' | 'severity' | 'subject' | 'title' | 'summary' | 'impact' | 'falseIf' | 'evidence'> {
  /** Fingerprint of the finding this one follows from. */
  readonly causedBy?: string;
  /** Repairs Loupe has for it. */
  readonly remediations: readonly string[];
}

/** One pass of the checks, in words. */
export interface DoctorReport {
  readonly loupe: string;
  /** ISO, by the API server's clock. */
  readonly at: string;
  readonly cluster: string;
  readonly kubernetes: string;
  readonly installation: { readonly namespace: string; readonly release: string };
  readonly result: 'healthy' | 'findings' | 'could-not-look';
  /** Causes first, each followed by what follows from it; the worst first. */
  readonly findings: readonly ReportedFinding[];
  readonly checks: readonly ReportedCheck[];
}

export interface ReportInput extends Pick<DoctorReport, 'loupe' | 'at' | 'cluster' | 'kubernetes'> {
  readonly installation: Installation;
  readonly checks: readonly AnyCheck[];
  readonly results: readonly CheckResult[];
  readonly remediationsFor: (checkId: string) => readonly string[];
}

const RANK: Readonly<Record<Severity, number>> = { critical: 0, warning: 1, info: 2 };

export function makeReport({ installation, checks, results, remediationsFor, ...head }: ReportInput): DoctorReport {
  const byId = new Map(results.map((result) => [result.checkId, result]));
  const reported = checks.flatMap((check) => reportedCheck(check, byId.get(check.id)) ?? []);
  const findings = inOrder(results.flatMap((result) => findingsOf(result))).map(([finding, cause]) => reportedFinding(finding, cause, remediationsFor));
  const couldNotLook = reported.every(({ state }) => state === 'unknown' || state === 'failed');
  return {
    ...head,
    installation: { namespace: installation.namespace, release: installation.release },
    result: findings.length > 0 ? 'findings' : couldNotLook ? 'could-not-look' : 'healthy',
    findings,
    checks: reported,
  };
}

function reportedCheck({ id, area }: AnyCheck, result: CheckResult | undefined): ReportedCheck | undefined {
  if (!result) return undefined;
  const { outcome } = result;
  const head = { id, area, name: inEnglish(say(`checks.${id}.name`)) };
  switch (outcome.kind) {
    case 'ok':
      return { ...head, state: 'well' };
    case 'found':
      return { ...head, state: 'found' };
    case 'not-applicable':
      return { ...head, state: 'not-applicable', reason: inEnglish(outcome.reason) };
    case 'unknown': {
      const why: Text = outcome.reason === 'stale' ? say('doctor.stale') : sayCode(outcome.reason);
      const reason = inEnglish(say('doctor.unknown', { source: inEnglish(say(`sources.${outcome.part}`)), why: inEnglish(why) }));
      return { ...head, state: 'unknown', reason, ...(outcome.missingRight ? { missingRight: outcome.missingRight } : {}) };
    }
    case 'error':
      return { ...head, state: 'failed', reason: inEnglish(say('doctor.failed')) };
  }
}

function findingsOf({ outcome, at }: CheckResult): Finding[] {
  if (outcome.kind !== 'found') return [];
  return outcome.findings.map((draft) => {
    const fingerprint = fingerprintOf(draft);
    return { ...draft, id: fingerprint, fingerprint, firstSeenAt: draft.since ?? at, confirmedAt: at, lastSeenAt: at };
  });
}

/** The worst cause first, each with its effects behind it. */
function inOrder(findings: readonly Finding[]): (readonly [Finding, string | undefined])[] {
  const { causeOf, effectsOf } = linkCauses(findings);
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  const roots = findings.filter(({ id }) => !causeOf.has(id)).sort((a, b) => RANK[a.severity] - RANK[b.severity] || (a.id < b.id ? -1 : 1));
  return roots.flatMap((root) => [
    [root, undefined] as const,
    ...(effectsOf.get(root.id) ?? []).flatMap((id) => {
      const effect = byId.get(id);
      return effect ? [[effect, root.id] as const] : [];
    }),
  ]);
}

function reportedFinding(finding: Finding, causedBy: string | undefined, remediationsFor: ReportInput['remediationsFor']): ReportedFinding {
  const { fingerprint, checkId, severity, evidence } = finding;
  return {
    ...{ fingerprint, check: checkId, severity, subject: apiSubject(finding.subject), title: inEnglish(finding.title), summary: inEnglish(finding.summary) },
    ...{ impact: inEnglish(say(`checks.${checkId}.impact`)), falseIf: inEnglish(finding.falseIf), remediations: remediationsFor(checkId) },
    evidence: evidence.map(({ label, observed, expected, source, at }) => ({
      ...{ label: inEnglish(say(label)), observed, source, at },
      ...(expected === undefined ? {} : { expected }),
    })),
    ...(causedBy === undefined ? {} : { causedBy }),
  };
}
