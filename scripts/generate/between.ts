/** The text with the lines between two marks replaced; each mark stands on a line of its own, once. Throws where one is missing. */
export function between(text: string, [open, close]: readonly [string, string], lines: readonly string[]): string {
  const start = text.indexOf(`${open}\n`);
  const end = text.indexOf(close, start);
  if (start === -1 || end === -1) throw new Error(`nothing is marked ${open.trim()}`);
  return `${text.slice(0, start)}${open}\n${lines.map((line) => `${line}\n`).join('')}${text.slice(end)}`;
}
