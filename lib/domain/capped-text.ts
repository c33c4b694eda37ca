/** Just enough of a fetch Response to read its body. */
export interface ReadableAnswer {
  readonly body: AsyncIterable<Uint8Array> | null;
}

/** Thrown by `cappedText` when the body is longer than was agreed to be read. */
export class AnswerTooLongError extends Error {
  constructor(capBytes: number) {
    super(`the answer is longer than ${capBytes} bytes`);
    this.name = 'AnswerTooLongError';
  }
}

/**
 * The body as text, read piece by piece and given up as soon as it exceeds `capBytes`: counted after decompression, so a small compressed
 * answer cannot fill the memory. Throws `AnswerTooLongError`, or what the connection throws.
 */
export async function cappedText(answer: ReadableAnswer, capBytes: number): Promise<string> {
  if (!answer.body) return '';
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  for await (const piece of answer.body) {
    bytes += piece.byteLength;
    if (bytes > capBytes) throw new AnswerTooLongError(capBytes);
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}
