import 'server-only';

/** No single event of the API is larger than this: etcd takes 1.5 MiB by default. */
export const MAX_LINE_BYTES = 4 * 1024 * 1024;

/**
 * Splits a stream into lines as they come: each turn gives the lines one chunk completed. A line longer than the cap is thrown away while
 * it comes and told to `onTooLong`, so that a hostile or broken answer cannot fill the memory. What stands after the last newline when the
 * stream ends is no line: it was cut.
 */
export async function* readLines(
  stream: AsyncIterable<Uint8Array>,
  onTooLong: () => void,
  maxBytes = MAX_LINE_BYTES,
): AsyncGenerator<readonly string[], void, undefined> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let skipping = false;
  for await (const chunk of stream) {
    const lines: string[] = [];
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      const rest = chunk.subarray(start, end);
      start = end + 1;
      if (skipping || heldBytes + rest.length > maxBytes) onTooLong();
      else if (heldBytes + rest.length > 0) lines.push(Buffer.concat([...held, rest]).toString('utf8'));
      held = [];
      heldBytes = 0;
      skipping = false;
    }
    if (start < chunk.length && !skipping) {
      held.push(chunk.subarray(start));
      heldBytes += chunk.length - start;
      if (heldBytes > maxBytes) {
        held = [];
        heldBytes = 0;
        skipping = true;
      }
    }
    if (lines.length > 0) yield lines;
  }
}
