import { say, type Text } from '@/lib/domain/text';

/** Everything that can go wrong in a way somebody has to be told about. The code decides; message texts never do. */
export const errorCodes = [
  'invalid-input',
  'invalid-name',
  'invalid-quantity',
  'invalid-address',
  'signed-out',
  'forbidden',
  'wrong-origin',
  'rate-limited',
  'token-refused',
  'token-scope',
  'not-found',
  'plan-expired',
  'plan-changed',
  'plan-not-possible',
  'confirmation-mismatch',
  'target-busy',
  'target-gone',
  'observe-only',
  'cluster-unreachable',
  'cluster-denied',
  'cluster-conflict',
  'cluster-invalid',
  'cluster-gone',
  'cluster-throttled',
  'cluster-failed',
  'endpoint-unreachable',
  'cvat-unreachable',
  'cvat-denied',
  'cvat-failed',
  'nuclio-unreachable',
  'nuclio-refused',
  'nuclio-failed',
  'kvrocks-unreachable',
  'kvrocks-refused',
  'exec-failed',
  'timed-out',
  'ledger-unwritable',
  'actor-unreachable',
  'shutting-down',
  'endpoint-unknown',
  'no-installation',
  'installation-pinned',
  'runs-under-way',
  'not-configured',
  'not-read-yet',
  'not-asked',
  'internal',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** HTTP status of each code at the edge. */
export const httpStatus = {
  'invalid-input': 400,
  'invalid-name': 400,
  'invalid-quantity': 400,
  'invalid-address': 400,
  'signed-out': 401,
  forbidden: 403,
  'wrong-origin': 403,
  'rate-limited': 429,
  'token-refused': 401,
  'token-scope': 403,
  'not-found': 404,
  'plan-expired': 409,
  'plan-changed': 409,
  'plan-not-possible': 409,
  'confirmation-mismatch': 400,
  'target-busy': 409,
  'target-gone': 409,
  'observe-only': 403,
  'cluster-unreachable': 503,
  'cluster-denied': 403,
  'cluster-conflict': 409,
  'cluster-invalid': 422,
  'cluster-gone': 410,
  'cluster-throttled': 503,
  'cluster-failed': 502,
  'endpoint-unreachable': 503,
  'cvat-unreachable': 503,
  'cvat-denied': 403,
  'cvat-failed': 502,
  'nuclio-unreachable': 503,
  'nuclio-refused': 409,
  'nuclio-failed': 502,
  'kvrocks-unreachable': 503,
  'kvrocks-refused': 409,
  'exec-failed': 502,
  'timed-out': 504,
  'ledger-unwritable': 503,
  'actor-unreachable': 503,
  'shutting-down': 503,
  'endpoint-unknown': 503,
  'no-installation': 503,
  'installation-pinned': 409,
  'runs-under-way': 409,
  'not-configured': 503,
  'not-read-yet': 503,
  'not-asked': 503,
  internal: 500,
} satisfies Record<ErrorCode, number>;

interface AppErrorOptions {
  /** Values of the user's sentence `errors.<code>`. */
  readonly params?: Record<string, string | number>;
  /** A more exact sentence than the code's own, for instance what a form field accepts. */
  readonly text?: Text;
  /** For the log only; never shown. */
  readonly detail?: string;
  readonly cause?: unknown;
  /** Whole seconds the other side asked us to wait. */
  readonly retryAfterSeconds?: number;
}

/** Known in every copy of this module: the server's start and its routes are bundled apart, each with a class of its own. */
const MARK = Symbol.for('loupe.AppError');

/** The one error class that crosses borders inside Loupe. `userMessage` is safe to show; `detail` and `cause` are for the log. */
export class AppError extends Error {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && MARK in value;
  }

  readonly [MARK] = true;
  readonly code: ErrorCode;
  readonly userMessage: Text;
  readonly detail: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    super(options.detail ? `${code}: ${options.detail}` : code, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.userMessage = options.text ?? say(`errors.${code}`, options.params);
    this.detail = options.detail;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** The sentence of a code whose particulars are no longer known: a part that is unknown keeps the code only. */
export function sayCode(code: ErrorCode): Text {
  // Sentences that choose by a reason have one for any other.
  return say(`errors.${code}`, { reason: 'other' });
}

/** True for an AppError of one of the given codes. */
export function hasCode(error: unknown, ...codes: ErrorCode[]): error is AppError {
  return error instanceof AppError && codes.includes(error.code);
}
