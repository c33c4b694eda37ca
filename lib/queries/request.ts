import type { ErrorCode } from '@/lib/domain/errors';
import type { ErrorBody } from '@/lib/domain/rows/live';
import { say, type Text } from '@/lib/domain/text';

/** An answer that was no success. `text` is safe to show. */
export class RequestFailed extends Error {
  readonly code: ErrorCode;
  readonly text: Text;
  readonly status: number;

  constructor(status: number, code: ErrorCode, text: Text) {
    super(code);
    this.name = 'RequestFailed';
    this.status = status;
    this.code = code;
    this.text = text;
  }
}

/** GETs JSON of our own server. Throws RequestFailed; a silent network shows as `internal` with status 0. */
export async function getJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(url, { headers: { accept: 'application/json' }, ...(signal ? { signal } : {}) }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new RequestFailed(0, 'internal', say('errors.no-answer'));
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok && body !== undefined) return body as T;
  throw isErrorBody(body)
    ? new RequestFailed(response.status, body.error.code, body.error.message)
    : new RequestFailed(response.status, 'internal', say('errors.internal'));
}

function isErrorBody(body: unknown): body is ErrorBody {
  return typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'object';
}

/** Not worth a second try: the answer would be the same. */
export function isFinal(error: unknown): boolean {
  return error instanceof RequestFailed && error.status >= 400 && error.status < 500 && error.status !== 429;
}
