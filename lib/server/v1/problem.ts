import 'server-only';
import type { Problem } from '@/lib/domain/api-v1/problem';
import { AppError, type ErrorCode, httpStatus } from '@/lib/domain/errors';
import { toFailure } from '@/lib/server/failure';
import { inEnglish } from '@/lib/server/v1/english';

/** An error as an answer of the read API (RFC 9457): its sentence and code, and the id under which the log has the rest. */
export function problemResponse(error: unknown, route: string): Response {
  const failure = toFailure(error, { route });
  const code = failure.code as ErrorCode;
  const status = httpStatus[code];
  const problem: Problem = {
    type: `urn:loupe:problem:${code}`,
    title: inEnglish(failure.message),
    status,
    code,
    ...(failure.message.params?.field === undefined ? {} : { detail: `${failure.message.params.field}: see the OpenAPI document for what is accepted.` }),
    instance: `urn:uuid:${failure.eventId}`,
  };
  const retry = error instanceof AppError && error.retryAfterSeconds ? { 'retry-after': String(error.retryAfterSeconds) } : {};
  const challenge = status === 401 ? { 'www-authenticate': 'Bearer realm="loupe"' } : {};
  return new Response(JSON.stringify(problem), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...retry, ...challenge },
  });
}
