import 'server-only';
import { randomUUID } from 'node:crypto';
import { AppError, httpStatus } from '@/lib/domain/errors';
import type { Text } from '@/lib/domain/text';
import { log } from '@/lib/server/log';

export interface Failure {
  readonly code: string;
  readonly message: Text;
  readonly eventId: string;
}

/** What may be told of an error: its own sentence when it is one of ours, else only an id that stands in the log beside the details. */
export function toFailure(error: unknown, context: Readonly<Record<string, unknown>>): Failure {
  const known = error instanceof AppError ? error : new AppError('internal', { cause: error });
  const eventId = randomUUID();
  const level = known.code === 'internal' ? 'error' : 'info';
  log[level]({ ...context, eventId, code: known.code, detail: known.detail, err: known.code === 'internal' ? known.cause : undefined }, 'request failed');
  return { code: known.code, message: known.userMessage, eventId };
}

/** The same for a route handler: status from the code, body without anything internal. */
export function failureResponse(error: unknown, context: Readonly<Record<string, unknown>>): Response {
  const failure = toFailure(error, context);
  const status = error instanceof AppError ? httpStatus[error.code] : 500;
  const retry = error instanceof AppError && error.retryAfterSeconds ? { 'retry-after': String(error.retryAfterSeconds) } : {};
  return Response.json({ error: failure }, { status, headers: { 'cache-control': 'no-store', ...retry } });
}
