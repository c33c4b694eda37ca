import 'server-only';

/** Controls, and marks that change the direction of writing: in a terminal they could hide or forge lines. */
const UNPRINTABLE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/** A text of the cluster as one line that a terminal shows as it is. */
export function oneLine(text: string): string {
  return text.replace(UNPRINTABLE, ' ').trim();
}

/** Words broken into lines of this width, each behind the indent. */
export function wrapped(text: string, width: number, indent: string): string {
  const lines: string[] = [''];
  for (const word of oneLine(text).split(/\s+/)) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && indent.length + last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.map((line) => indent + line).join('\n');
}

/** Paints for a terminal that wants it, or leaves as it is. */
export interface Paint {
  bad(text: string): string;
  warn(text: string): string;
  good(text: string): string;
  faint(text: string): string;
  strong(text: string): string;
}

/** Colours stand for nothing that the words do not say. */
export function createPaint(isOn: boolean): Paint {
  const style = (code: number) => (text: string) => (isOn ? `\u001b[${code}m${text}\u001b[0m` : text);
  return { bad: style(31), warn: style(33), good: style(32), faint: style(2), strong: style(1) };
}
