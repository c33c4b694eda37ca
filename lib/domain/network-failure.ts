/**
 * How a request failed without an answer.
 * `not-sent`: no connection, so the other side has done nothing. `too-slow`: patience ran out; `broke-off`: the connection broke after it
 * stood: of both, what the other side did is unknown. `bad-answer`: something answered that is not to be believed (a redirect, broken HTTP,
 * too long).
 */
export type NetworkFailure = 'not-sent' | 'too-slow' | 'broke-off' | 'bad-answer';

/** Codes Node and undici give to a connection that never came about. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  // A Unix socket that is not there any more.
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

const TOO_SLOW = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']);

/** Codes of a connection that broke after the request may have been sent. */
const BROKE_OFF = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'UND_ERR_SOCKET', 'UND_ERR_ABORTED', 'UND_ERR_CLOSED', 'UND_ERR_DESTROYED']);

/** Judges what fetch threw, by names and codes along the chain of causes; message texts never decide. */
export function networkFailure(error: unknown): NetworkFailure {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause.name === 'TimeoutError') return 'too-slow';
    if (cause.name === 'AbortError') return 'broke-off';
    // Several addresses of one name were tried, and each failed: all of them refused, or it is not certain that none was reached.
    if (cause instanceof AggregateError && cause.errors.length > 0) {
      return cause.errors.every((one) => networkFailure(one) === 'not-sent') ? 'not-sent' : 'broke-off';
    }
    const code = 'code' in cause ? cause.code : undefined;
    if (typeof code !== 'string') continue;
    if (NEVER_CONNECTED.has(code)) return 'not-sent';
    if (TOO_SLOW.has(code)) return 'too-slow';
    if (BROKE_OFF.has(code)) return 'broke-off';
  }
  return 'bad-answer';
}
