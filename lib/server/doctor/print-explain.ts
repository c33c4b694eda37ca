import 'server-only';
import type { AnyCheck } from '@/lib/checks/check';
import { readRights } from '@/lib/domain/rights/read-rights';
import type { SnapshotPart } from '@/lib/domain/snapshot';
import { say } from '@/lib/domain/text';
import { wrapped } from '@/lib/server/doctor/printable';
import { inEnglish } from '@/lib/server/v1/english';

const WIDTH = 100;
const words = (key: string, params?: Record<string, string | number>) => inEnglish(say(`doctor.explain.${key}`, params));

/** What a check looks at, with which rights, why it matters, and which repairs Loupe has for it. Asks nobody. */
export function printExplain(check: AnyCheck, remediations: readonly string[]): string {
  const parts = (names: readonly SnapshotPart[]) => names.map((part) => inEnglish(say(`sources.${part}`))).join(', ');
  const looked = [...check.needs, ...(check.mayUse ?? [])];
  const rights = readRights
    .filter(({ fills }) => fills.some((part) => looked.includes(part)))
    .map(({ verbs, resource, apiGroup }) => `${verbs.join(', ')} ${resource}${apiGroup === '' ? '' : `.${apiGroup}`}`);
  return `${[
    `${check.id}: ${inEnglish(say(`checks.${check.id}.name`))}`,
    wrapped(inEnglish(say(`checks.${check.id}.impact`)), WIDTH, ''),
    '',
    wrapped(words('needs', { parts: parts(check.needs) }), WIDTH, ''),
    ...(check.mayUse && check.mayUse.length > 0 ? [wrapped(words('may-use', { parts: parts(check.mayUse) }), WIDTH, '')] : []),
    ...(rights.length > 0 ? [words('rights'), ...rights.map((right) => `  ${right}`)] : []),
    ...(check.toleratedMisses > 0 ? [wrapped(words('misses', { misses: check.toleratedMisses + 1 }), WIDTH, '')] : []),
    remediations.length > 0 ? words('repairs') : words('no-repair'),
    ...remediations.map((id) => wrapped(`${id}: ${inEnglish(say(`remediations.${id}.effect`))}`, WIDTH, '  ')),
  ].join('\n')}\n`;
}
