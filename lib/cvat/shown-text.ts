import 'server-only';
import { redactText } from '@/lib/domain/redact';

/** Text of CVAT's (a traceback, an error, an address) as it may be shown: without credentials, which tracebacks quote, and at most `limit` long. */
export function shownText(text: string, limit = 500): string {
  const redacted = redactText(text);
  return redacted.length > limit ? `${redacted.slice(0, limit - 1)}…` : redacted;
}
