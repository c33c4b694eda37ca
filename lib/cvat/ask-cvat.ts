import 'server-only';
import type { fetch as undiciFetch } from 'undici';
import { cappedText } from '@/lib/domain/capped-text';
import { AppError } from '@/lib/domain/errors';
import { networkFailure } from '@/lib/domain/network-failure';
import type { Way } from '@/lib/domain/ports/reach';

export type Fetch = typeof undiciFetch;

const PATIENCE_MS = 15_000;
const CAP_BYTES = 8 * 1024 * 1024;
/** CVAT's own media type; plain `application/json` may be answered with 406. */
const CVAT_JSON = 'application/vnd.cvat+json';

export interface CvatAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  /** How long it took, in milliseconds. */
  readonly ms: number;
}

export interface CvatQuestion {
  readonly path: `/api/${string}`;
  readonly accept?: string;
  readonly authorization?: string;
}

/** What the readers are handed: one GET, with or without the token. */
export type AskCvat = (question: CvatQuestion) => Promise<CvatAnswer>;

/**
 * One GET to CVAT: 15 s, no redirects, at most 8 MiB. Any HTTP status is an answer. Throws `cvat-unreachable` without a connection,
 * `timed-out` when the answer did not come in time, `cvat-failed` for one that is not HTTP as CVAT speaks it.
 */
export async function askCvat(fetch: Fetch, { origin, host }: Way, question: CvatQuestion): Promise<CvatAnswer> {
  const begun = performance.now();
  try {
    const answer = await fetch(`${origin}${question.path}`, {
      headers: { accept: question.accept ?? CVAT_JSON, ...(question.authorization ? { authorization: question.authorization } : {}) },
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = await cappedText(answer, CAP_BYTES);
    return { status: answer.status, contentType: answer.headers.get('content-type') ?? '', text, ms: Math.round(performance.now() - begun) };
  } catch (cause) {
    const detail = `GET ${question.path} at ${host}`;
    const failure = networkFailure(cause);
    if (failure === 'bad-answer') throw new AppError('cvat-failed', { params: { status: 0 }, detail, cause });
    throw new AppError(failure === 'too-slow' ? 'timed-out' : 'cvat-unreachable', { detail, cause });
  }
}
