import 'server-only';
import { AppError } from '@/lib/domain/errors';

const MAX_BYTES = 64 * 1024 * 1024;

/** The body as text. Throws `cluster-failed` beyond 64 MiB. */
export async function readText(body: AsyncIterable<Uint8Array>, right: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES)
      throw new AppError('cluster-failed', { params: { status: 200, reason: 'answer too large' }, detail: `${right}: more than ${MAX_BYTES} bytes` });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The body as JSON. Throws `cluster-failed` when it is none: a success without JSON is no answer of an API server. */
export async function readJson(body: AsyncIterable<Uint8Array>, right: string): Promise<unknown> {
  const text = await readText(body, right);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('cluster-failed', { params: { status: 200, reason: 'not JSON' }, detail: `${right}: not JSON`, cause });
  }
}
