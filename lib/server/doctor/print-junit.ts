import 'server-only';
import type { DoctorReport, ReportedCheck } from '@/lib/server/doctor/report';

/** The report as JUnit XML: a suite for each area, a case for each check. Unknown and not applicable are skipped, with the reason: neither is passed. */
export function printJunit(report: DoctorReport): string {
  const areas = [...new Set(report.checks.map(({ area }) => area))];
  const suites = areas.map((area) => suite(area, report));
  const total = (key: 'tests' | 'failures' | 'skipped' | 'errors') => suites.reduce((sum, one) => sum + one[key], 0);
  const counts = `tests="${total('tests')}" failures="${total('failures')}" skipped="${total('skipped')}" errors="${total('errors')}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="Loupe" ${counts}>\n${suites.map(({ xml }) => xml).join('\n')}\n</testsuites>\n`;
}

function suite(area: string, { checks, findings, at }: DoctorReport) {
  const own = checks.filter((check) => check.area === area);
  const count = (...states: ReportedCheck['state'][]) => own.filter(({ state }) => states.includes(state)).length;
  const counts = { tests: own.length, failures: count('found'), skipped: count('unknown', 'not-applicable'), errors: count('failed') };
  const attributes = Object.entries(counts).map(([key, value]) => `${key}="${value}"`);
  const cases = own.map((check) => testCase(check, findings));
  return { ...counts, xml: `  <testsuite name="${escaped(area)}" ${attributes.join(' ')} timestamp="${escaped(at)}">\n${cases.join('\n')}\n  </testsuite>` };
}

function testCase({ id, area, state, reason = '' }: ReportedCheck, findings: DoctorReport['findings']): string {
  const open = `    <testcase classname="loupe.${escaped(area)}" name="${escaped(id)}"`;
  if (state === 'well') return `${open}/>`;
  if (state === 'failed') return `${open}><error message="${escaped(reason)}"/></testcase>`;
  if (state !== 'found') return `${open}><skipped message="${escaped(`${state}: ${reason}`)}"/></testcase>`;
  const own = findings.filter(({ check }) => check === id);
  const told = own.map(({ title, summary, evidence }) => [title, summary, ...evidence.map(({ label, observed }) => `${label}: ${observed}`)].join('\n'));
  return `${open}><failure type="${escaped(own[0]?.severity ?? 'warning')}" message="${escaped(own.map(({ title }) => title).join('; '))}">${escaped(told.join('\n\n'))}</failure></testcase>`;
}

/** As XML 1.0 may hold it: what it cannot hold at all becomes a replacement character. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"]/g, (found) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[found] ?? found);
}
