import 'server-only';
import type { fetch as undiciFetch } from 'undici';
import { cappedText } from '@/lib/domain/capped-text';
import { AppError } from '@/lib/domain/errors';
import { networkFailure } from '@/lib/domain/network-failure';
import type { Way } from '@/lib/domain/ports/reach';

export type Fetch = typeof undiciFetch;

/** The dashboard asks the API server at most five times a second, and slows down with each deploy that waits: slow is not down. */
export const PATIENCE_MS = 15_000;
const CAP_BYTES = 8 * 1024 * 1024;

export interface NuclioRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: `/api/${string}`;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface NuclioAnswer {
  readonly status: number;
  readonly text: string;
}

/**
 * One request to Nuclio's dashboard: 15 s, no redirects, at most 8 MiB back, never repeated. Any HTTP status is an answer. Throws
 * `nuclio-unreachable` when nothing was carried out for want of a connection, `timed-out` when the answer did not come (for a write: whether
 * it was carried out is unknown), `nuclio-failed` for an answer that is not HTTP as Nuclio speaks it.
 */
export async function askDashboard(fetch: Fetch, { origin, host }: Way, request: NuclioRequest): Promise<NuclioAnswer> {
  try {
    const answer = await fetch(`${origin}${request.path}`, {
      method: request.method,
      headers: { ...request.headers, ...(request.body === undefined ? {} : { 'content-type': 'application/json' }) },
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    });
    return { status: answer.status, text: await cappedText(answer, CAP_BYTES) };
  } catch (cause) {
    const detail = `${request.method} ${request.path} at ${host}`;
    const failure = networkFailure(cause);
    if (failure === 'bad-answer') throw new AppError('nuclio-failed', { params: { status: 0 }, detail, cause });
    const harmless = failure === 'not-sent' || (failure === 'broke-off' && request.method === 'GET');
    throw new AppError(harmless ? 'nuclio-unreachable' : 'timed-out', { detail, cause });
  }
}
