import 'server-only';
import type { SetupRow } from '@/lib/domain/setup/setup-row';
import { say, type Text } from '@/lib/domain/text';
import { oneLine, type Paint, wrapped } from '@/lib/server/doctor/printable';
import { inEnglish } from '@/lib/server/v1/english';

const WIDTH = 110;

/** The rows of the setup page for a terminal: each source, found how, reached how, with which right, or what is missing and what gives it. */
export function printSetup(rows: readonly SetupRow[], paint: Paint): string {
  return `${rows.map((row) => printRow(row, paint)).join('\n\n')}\n`;
}

function printRow({ name, state, gives, found, address, reached, rights, lacks, commands }: SetupRow, paint: Paint): string {
  const colour = {
    works: paint.good,
    partial: paint.warn,
    stale: paint.warn,
    starting: paint.warn,
    denied: paint.bad,
    unreachable: paint.bad,
    missing: paint.bad,
    known: paint.faint,
    unused: paint.faint,
  }[state];
  const line = (key: string, text: string) => wrapped(`${inEnglish(say(`doctor.setup.${key}`))} ${text}`, WIDTH, '  ');
  const told = (text: Text) => oneLine(inEnglish(text));
  const missing = rights.filter(({ held }) => held !== 'yes').map((right) => `${right.name} (${inEnglish(say(`doctor.setup.held.${right.held}`))})`);
  return [
    `${colour(inEnglish(say(`setup.states.${state}`)).padEnd(14))} ${paint.strong(told(name))}`,
    wrapped(told(gives), WIDTH, '  '),
    ...(found ? [line('found', `${told(found)}${address ? `, ${oneLine(address)}` : ''}`)] : []),
    ...(reached ? [line('reached', told(reached))] : []),
    ...(rights.length > 0 && missing.length === 0 ? [line('rights', rights.map((right) => right.name).join('; '))] : []),
    ...(missing.length > 0 ? [line('missing-rights', missing.join('; '))] : []),
    ...(lacks ? [line('lacks', told(lacks))] : []),
    // Never broken: they are meant to be copied.
    ...commands.map((command) => `  $ ${oneLine(command)}`),
  ].join('\n');
}
