import 'server-only';
import { AppError } from '@/lib/domain/errors';

const MAX_BYTES = 4096;

/** Reads a small urlencoded form: nothing larger than 4 KiB is looked at before sign-in. */
export async function readEntryForm(request: Request): Promise<Record<string, string>> {
  if (!request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded')) throw new AppError('invalid-input', { params: { field: 'form' } });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) throw new AppError('invalid-input', { params: { field: 'form' } });
    chunks.push(chunk);
  }
  return Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString('utf8')));
}

/** Sends the visitor back to a page of ours with a code the page has a sentence for. */
export function backTo(path: '/sign-in' | '/set-up' | '/', code?: string, seconds?: number): Response {
  const query = code ? `?error=${code}${seconds === undefined ? '' : `&seconds=${seconds}`}` : '';
  return new Response(null, { status: 303, headers: { location: `${path}${query}`, 'cache-control': 'no-store' } });
}
