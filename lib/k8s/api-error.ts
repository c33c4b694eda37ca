import 'server-only';
import { AppError, type ErrorCode } from '@/lib/domain/errors';
import { stripControls } from '@/lib/k8s/map/shared-facts';

const MAX_REASON = 600;

/** The AppError of an answer that is no success. `text` is its body, mostly a Status object; its message goes to params as data. */
export function errorOfAnswer(status: number, text: string, right: string, retryAfter: string | undefined): AppError {
  const reason = statusMessage(text);
  const retryAfterSeconds = secondsOf(retryAfter);
  return new AppError(codeOf(status), {
    params: status === 401 || status === 403 ? { right, reason } : { status, reason },
    detail: `HTTP ${status} for ${right}: ${reason}`,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
}

/** The AppError of a call that got no answer. */
export function errorOfFailure(cause: unknown, right: string): AppError {
  if (cause instanceof AppError) return cause;
  return new AppError('cluster-unreachable', { params: { right }, detail: `${right}: ${describeCause(cause)}`, cause });
}

/** True for failures of the server's certificate or ours, which new credentials may cure. */
export function isCertificateFailure(cause: unknown): boolean {
  const code = String((cause as { code?: unknown; cause?: { code?: unknown } })?.code ?? (cause as { cause?: { code?: unknown } })?.cause?.code ?? '');
  return /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|ERR_TLS|ERR_SSL/.test(code);
}

function codeOf(status: number): ErrorCode {
  switch (status) {
    case 401:
    case 403:
      return 'cluster-denied';
    case 404:
      return 'not-found';
    case 409:
      return 'cluster-conflict';
    case 410:
      return 'cluster-gone';
    case 400:
    case 422:
      return 'cluster-invalid';
    case 429:
      return 'cluster-throttled';
    default:
      return 'cluster-failed';
  }
}

function statusMessage(text: string): string {
  try {
    const body: unknown = JSON.parse(text);
    const message = typeof body === 'object' && body !== null && 'message' in body ? body.message : undefined;
    if (typeof message === 'string') return shorten(message);
  } catch {
    // Not a Status object: a proxy in between, or an old server. Its text is the reason.
  }
  return shorten(text);
}

/** Beginning and end: validation errors quote the whole object in the middle and say what is wrong last. */
function shorten(text: string): string {
  const plain = stripControls(text);
  return plain.length <= MAX_REASON ? plain : `${plain.slice(0, 150)} … ${plain.slice(150 - MAX_REASON)}`;
}

function secondsOf(header: string | undefined): number | undefined {
  if (header === undefined || !/^\d{1,6}$/.test(header)) return undefined;
  return Number(header);
}

function describeCause(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const code = (cause as { code?: unknown }).code;
  return code === undefined ? cause.message : `${String(code)} ${cause.message}`;
}
