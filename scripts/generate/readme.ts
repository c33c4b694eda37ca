import { readFileSync } from 'node:fs';
import path from 'node:path';
import { checks } from '@/lib/checks/registry.generated';
import { remediations } from '@/lib/remediations/registry.generated';

type Sentences = Readonly<Record<string, string>>;

/** The README with its two tables made anew: what is checked, and what may be changed. */
export function readmeTables(root: string): [string, string][] {
  const file = 'README.md';
  const text = readFileSync(path.join(root, file), 'utf8');
  const sentences = (kind: string, id: string) => JSON.parse(readFileSync(path.join(root, `messages/en/${kind}/${id}.json`), 'utf8')) as Sentences;
  const checkRows = checks.map((c) => `| [${c.id}](docs/checks/${c.id}.md) | ${plain(sentences('checks', c.id).impact)} |`);
  const remediationRows = remediations.map(
    (r) => `| [${r.id}](docs/remediations/${r.id}.md) | ${plain(sentences('remediations', r.id).effect)} | ${r.risk} | ${r.undo ? 'yes' : 'no'} |`,
  );
  return [
    [
      file,
      between(between(text, 'checks', ['| check | why it matters |', '| --- | --- |', ...checkRows]), 'remediations', [
        '| remediation | what it does | risk | undo |',
        '| --- | --- | --- | --- |',
        ...remediationRows,
      ]),
    ],
  ];
}

function between(text: string, name: string, lines: readonly string[]): string {
  const marks = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- /${name} -->)`);
  if (!marks.test(text)) throw new Error(`README.md has no part marked ${name}`);
  return text.replace(marks, (_, open: string, close: string) => `${open}${lines.join('\n')}\n${close}`);
}

/** A sentence of the catalogue as Markdown: its tags become code, its pipes stay inside the cell. */
function plain(sentence: string | undefined): string {
  return (sentence ?? '').replace(/<\/?m>/g, '`').replaceAll('|', '\\|');
}
