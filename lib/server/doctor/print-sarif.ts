import 'server-only';
import type { AnyCheck } from '@/lib/checks/check';
import { say } from '@/lib/domain/text';
import type { DoctorReport, ReportedFinding } from '@/lib/server/doctor/report';
import { inEnglish } from '@/lib/server/v1/english';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const LEVELS = { critical: 'error', warning: 'warning', info: 'note' } as const;

/** The report as SARIF 2.1.0: a rule for each check that ran, a result for each finding, a notification for each check that could not be told. */
export function printSarif(report: DoctorReport): string {
  const { loupe, checks, result } = report;
  const notifications = checks
    .filter(({ state }) => state === 'unknown' || state === 'failed')
    .map(({ id, reason = '' }) => ({ level: 'warning', message: { text: `${id}: ${reason}` }, associatedRule: { id } }));
  const run = {
    tool: { driver: { name: 'Loupe', semanticVersion: loupe, version: loupe, rules: checks.map(ruleOf) } },
    invocations: [{ executionSuccessful: result !== 'could-not-look', endTimeUtc: report.at, toolExecutionNotifications: notifications }],
    results: report.findings.map((finding) =>
      resultOf(
        finding,
        checks.findIndex(({ id }) => id === finding.check),
      ),
    ),
    properties: { cluster: report.cluster, kubernetes: report.kubernetes, ...report.installation },
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

function ruleOf({ id, name, area }: { readonly id: AnyCheck['id']; readonly name: string; readonly area: string }) {
  return {
    id,
    name: pascal(id),
    shortDescription: { text: name },
    fullDescription: { text: inEnglish(say(`checks.${id}.impact`)) },
    properties: { tags: [area] },
  };
}

const pascal = (id: string) => id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

function resultOf(finding: ReportedFinding, ruleIndex: number) {
  const { check, severity, title, summary, subject, fingerprint, causedBy } = finding;
  const { namespace, kind, name } = subject;
  const fullyQualifiedName = [namespace, kind, name].filter(Boolean).join('/');
  return {
    ...{ ruleId: check, ruleIndex, level: LEVELS[severity], kind: 'fail' },
    message: { text: `${title}. ${summary}` },
    // What is wrong lies in a cluster, not in a file.
    locations: [{ logicalLocations: [{ name, fullyQualifiedName, kind: 'resource' }] }],
    partialFingerprints: { 'loupe/v1': fingerprint },
    properties: { evidence: finding.evidence, impact: finding.impact, falseIf: finding.falseIf, ...(causedBy === undefined ? {} : { causedBy }) },
  };
}
