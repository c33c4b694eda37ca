import 'server-only';
import { AppError } from '@/lib/domain/errors';
import { redactText } from '@/lib/domain/redact';
import type { NuclioAnswer } from '@/lib/nuclio/ask-dashboard';
import { refusalReason } from '@/lib/nuclio/refusal-reason';

/** What was asked of the dashboard; decides what a status code means. */
export type NuclioAction = 'read' | 'delete' | 'create' | 'start' | 'update';

/**
 * The error for an answer that is no success. A stale version is `cluster-conflict` (the world moved, plan again); a missing function at
 * `start` is `target-gone`; every other 4xx is `nuclio-refused` with its reason: nothing was changed. The rest is `nuclio-failed`: Nuclio
 * fell over, and what it did is unknown; a read that finds no such page has not found Nuclio at all.
 */
export function nuclioError(action: NuclioAction, answer: NuclioAnswer): AppError {
  const said = errorText(answer.text);
  const detail = `${action}: HTTP ${answer.status}${said ? ` ${said}` : ''}`;
  if (answer.status === 409 && action !== 'create') return new AppError('cluster-conflict', { detail });
  if (answer.status === 404 && action === 'start') return new AppError('target-gone', { detail });
  const reason = answer.status >= 400 && answer.status < 500 ? refusalReason(action, answer.status, said) : undefined;
  if (reason && (action !== 'read' || reason === 'access_denied')) {
    return new AppError('nuclio-refused', { params: { reason }, detail });
  }
  return new AppError('nuclio-failed', { params: { status: answer.status }, detail });
}

/** Nuclio's own words: `error` of its JSON body, redacted and shortened. 405 and the 500 of a panic have no body. */
function errorText(body: string): string {
  try {
    const parsed: unknown = JSON.parse(body);
    if (parsed && typeof parsed === 'object' && 'error' in parsed && typeof parsed.error === 'string') return redactText(parsed.error.trim()).slice(0, 300);
  } catch {
    // Not JSON: a proxy in between, or a text error.
  }
  return redactText(body.trim()).slice(0, 300);
}
