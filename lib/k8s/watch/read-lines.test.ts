import { describe, expect, it } from 'vitest';
import { readLines } from '@/lib/k8s/watch/read-lines';

async function linesOf(chunks: readonly string[], max?: number) {
  let tooLong = 0;
  const lines: string[] = [];
  async function* stream() {
    for (const chunk of chunks) yield Buffer.from(chunk);
  }
  const countTooLong = () => {
    tooLong += 1;
  };
  for await (const batch of readLines(stream(), countTooLong, max)) lines.push(...batch);
  return { lines, tooLong };
}

describe('lines of a stream', () => {
  it('are the same however the stream is cut', async () => {
    const text = 'one\ntwo ü three\n\nfour\n';
    const bytes = [...Buffer.from(text)].map((byte) => Buffer.from([byte]).toString('latin1'));
    async function* single() {
      for (const byte of bytes) yield Buffer.from(byte, 'latin1');
    }
    const lines: string[] = [];
    for await (const batch of readLines(single(), () => undefined)) lines.push(...batch);
    expect(lines).toEqual(['one', 'two ü three', 'four']);
    expect((await linesOf([text])).lines).toEqual(lines);
  });

  it('that are too long are dropped and told once, in one piece or in many', async () => {
    const long = 'x'.repeat(100);
    expect(await linesOf([`a\n${long}\nb\n`], 50)).toEqual({ lines: ['a', 'b'], tooLong: 1 });
    expect(await linesOf(['a\n', 'x'.repeat(40), 'x'.repeat(40), 'x'.repeat(40), '\nb\n'], 50)).toEqual({ lines: ['a', 'b'], tooLong: 1 });
  });

  it('that were cut at the end are no lines', async () => {
    expect((await linesOf(['a\n{"type":'])).lines).toEqual(['a']);
  });
});
