import 'server-only';

const USER_INFO = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]*@/gi;
const AUTHORIZATION = /\b(token|bearer|basic)\s+[\w.+/=~-]{8,}/gi;
const NAMED_SECRET = /\b([\w-]*(?:password|passwd|secret|token|access[_-]?key|api[_-]?key|signature)[\w-]*)(["']?\s*[=:]\s*["']?)[^\s"'&,;}]+/gi;

/**
 * Text of CVAT's (a traceback, an error, an address) without what looks like a credential, cut to `limit` characters. Tracebacks quote
 * connection strings and signed addresses.
 */
export function redactText(text: string, limit = 500): string {
  const redacted = text.replace(USER_INFO, '$1…@').replace(AUTHORIZATION, '$1 …').replace(NAMED_SECRET, '$1$2…');
  return redacted.length > limit ? `${redacted.slice(0, limit - 1)}…` : redacted;
}
