interface Taken {
  readonly command: readonly string[];
  /** How much of the input it took. */
  readonly bytes: number;
}

/** The first whole command of the input: an array of bulk strings, or a line of words. Undefined until it is whole. Throws for anything else. */
export function takeCommand(input: Buffer): Taken | undefined {
  const first = takeLine(input, 0);
  if (!first) return undefined;
  if (!first.text.startsWith('*')) return { command: first.text.split(' ').filter(Boolean), bytes: first.end };
  const command: string[] = [];
  let end = first.end;
  for (let left = lengthOf(first.text); left > 0; left--) {
    const head = takeLine(input, end);
    if (!head) return undefined;
    if (!head.text.startsWith('$')) throw new Error('no bulk string');
    const length = lengthOf(head.text);
    if (input.length < head.end + length + 2) return undefined;
    command.push(input.toString('utf8', head.end, head.end + length));
    end = head.end + length + 2;
  }
  return { command, bytes: end };
}

function takeLine(input: Buffer, from: number): { readonly text: string; readonly end: number } | undefined {
  const at = input.indexOf('\r\n', from);
  return at < 0 ? undefined : { text: input.toString('utf8', from, at), end: at + 2 };
}

function lengthOf(head: string): number {
  const length = Number(head.slice(1));
  if (!Number.isInteger(length) || length < 0 || length > 1_048_576) throw new Error('no length');
  return length;
}
