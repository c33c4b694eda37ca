import 'server-only';
import { say } from '@/lib/domain/text';
import type { Paint } from '@/lib/server/doctor/printable';
import { oneLine, wrapped } from '@/lib/server/doctor/printable';
import type { DoctorReport, ReportedCheck, ReportedFinding } from '@/lib/server/doctor/report';
import { inEnglish } from '@/lib/server/v1/english';

const WIDTH = 110;
const SHOWN_EVIDENCE = 6;
const SHOWN_VALUE = 160;

/** The report for people: findings with their evidence, then every check with what became of it. */
export function printTable(report: DoctorReport, paint: Paint): string {
  const { loupe, installation, cluster, kubernetes, at } = report;
  const place = { release: installation.release, namespace: installation.namespace, cluster: oneLine(cluster) };
  const head = wrapped(words('looked', { ...place, loupe, kubernetes: oneLine(kubernetes), at: at.slice(0, 19).replace('T', ' ') }), WIDTH, '');
  const findings = report.findings.map((finding) => printFinding(finding, paint));
  return `${[head, ...findings, printChecks(report.checks, paint), printSum(report, paint)].join('\n\n')}\n`;
}

const words = (key: string, params?: Record<string, string | number>) => inEnglish(say(`doctor.${key}`, params));

function printFinding(finding: ReportedFinding, paint: Paint): string {
  const { severity, subject, causedBy } = finding;
  const indent = causedBy === undefined ? '  ' : '      ';
  const mark = causedBy === undefined ? paintOf(severity, paint)(inEnglish(say(`words.severity.${severity}`)).toUpperCase()) : `  ${words('follows')}`;
  const where = [subject.namespace, subject.kind, subject.name].flatMap((part) => (part ? [oneLine(part)] : [])).join('/');
  const evidence = finding.evidence.slice(0, SHOWN_EVIDENCE).map(({ label, observed, expected }) => {
    const value = oneLine(observed).slice(0, SHOWN_VALUE);
    return wrapped(
      `${label}: ${value}${expected === undefined ? '' : ` (${words('expected', { value: oneLine(expected).slice(0, SHOWN_VALUE) })})`}`,
      WIDTH,
      `${indent}  `,
    );
  });
  return [
    `${mark}  ${paint.strong(oneLine(finding.title))}`,
    `${indent}${paint.faint(`${where} · ${finding.check}`)}`,
    wrapped(finding.summary, WIDTH, indent),
    ...evidence,
    ...(causedBy === undefined && finding.remediations.length > 0 ? [`${indent}${words('repairs', { ids: finding.remediations.join(', ') })}`] : []),
  ].join('\n');
}

const paintOf = (severity: ReportedFinding['severity'], paint: Paint) => ({ critical: paint.bad, warning: paint.warn, info: paint.faint })[severity];

function printChecks(checks: readonly ReportedCheck[], paint: Paint): string {
  const width = Math.max(...checks.map(({ id }) => id.length));
  const states = { found: paint.bad, unknown: paint.warn, failed: paint.warn, well: paint.good, 'not-applicable': paint.faint } as const;
  const rows = checks.map(({ id, name, state, reason, missingRight }) => {
    const why = [reason, missingRight && words('needs-right', { right: missingRight })].filter(Boolean).join(' ');
    const word = words(`state.${state}`);
    return `  ${states[state](word.padEnd(14))} ${id.padEnd(width)}  ${oneLine(why || name)}`;
  });
  return [paint.strong(words('checks')), ...rows].join('\n');
}

function printSum({ checks, findings, result }: DoctorReport, paint: Paint): string {
  const count = (state: ReportedCheck['state']) => checks.filter((check) => check.state === state).length;
  const causes = findings.filter(({ causedBy }) => causedBy === undefined).length;
  const unknown = count('unknown') + count('failed');
  const sum = words(`result.${result}`, { causes, effects: findings.length - causes, well: count('well'), unknown, checks: checks.length });
  const hint = unknown > 0 ? `\n${words('setup-hint')}` : '';
  return `${result === 'healthy' ? paint.good(sum) : result === 'findings' ? paint.bad(sum) : paint.warn(sum)}${hint}`;
}
