/** Stands where a secret stood. */
export const REDACTED = '[redacted]';

const SECRET_KEY =
  /(pass(word|wd|phrase)?$|password|token|secret|credential|authorization|cookie|api[-_.]?key|private[-_.]?key|access[-_.]?key|account[-_.]?key|client[-_.]?key|requirepass|^auth$|dsn$|connection[-_.]?string)/i;

/** Keys that merely look like it: they name or count, and hold no secret. */
const HARMLESS_KEY = /^(secretName|secretRef|secretKeyRef|tokenExpiresAt|imagePullSecrets|automountServiceAccountToken|serviceAccountToken)$/;

const SECRET_VALUE: readonly [RegExp, string][] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, REDACTED],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}(\.[\w-]*)?/g, REDACTED],
  [/\b(Bearer|Token|Basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${REDACTED}`],
  [/([a-z][a-z0-9+.-]*:\/\/[^\s:@/]*):[^\s@/]+@/gi, `$1:${REDACTED}@`],
  [/((?:pass(?:word|wd)?|token|secret|api[-_]?key|access[-_]?key|requirepass|sig|signature)["']?\s*[=:]\s*["']?)[^\s"'&,;}]+/gi, `$1${REDACTED}`],
  [/(--(?:requirepass|password|token|secret)\s+)\S+/gi, `$1${REDACTED}`],
  [/\b(AKIA|ASIA)[0-9A-Z]{16}\b/g, REDACTED],
];

const MAX_TEXT = 4000;
const MAX_DEPTH = 12;

/**
 * A copy that may be kept for ever: values under keys that name a secret, and parts of texts that look like one, are replaced. Also
 * `{ name: 'DB_PASSWORD', value: … }`, the form of environment variables. Texts over 4000 characters are cut, so no row grows without bound;
 * deeper than `maxDepth` nothing is kept.
 */
export function redact(value: unknown, depth = 0, maxDepth = MAX_DEPTH): unknown {
  if (typeof value === 'string') return redactText(value);
  if (value === null || typeof value !== 'object') return typeof value === 'bigint' ? String(value) : value;
  if (depth >= maxDepth) return '[too deep]';
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1, maxDepth));
  const source = value as Record<string, unknown>;
  const namesSecret = typeof source.name === 'string' && isSecretKey(source.name);
  return Object.fromEntries(
    Object.entries(source).map(([key, inner]) => {
      const hide = (isSecretKey(key) || (namesSecret && key === 'value')) && inner !== undefined && inner !== null && typeof inner !== 'boolean';
      return [key, hide ? REDACTED : redact(inner, depth + 1, maxDepth)];
    }),
  );
}

/** Whether there is anything in it that redact would hide: then it must neither be kept nor shown. */
export function holdsSecret(value: unknown): boolean {
  if (typeof value === 'string') return masked(value) !== value;
  if (value === null || typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.some(holdsSecret);
  const source = value as Record<string, unknown>;
  const namesSecret = typeof source.name === 'string' && isSecretKey(source.name);
  return Object.entries(source).some(
    ([key, inner]) => ((isSecretKey(key) || (namesSecret && key === 'value')) && typeof inner === 'string' && inner !== '') || holdsSecret(inner),
  );
}

/** The same for one text. */
export function redactText(text: string): string {
  const clean = masked(text);
  return clean.length > MAX_TEXT ? `${clean.slice(0, MAX_TEXT)}…` : clean;
}

function masked(text: string): string {
  return SECRET_VALUE.reduce((current, [pattern, replacement]) => current.replace(pattern, replacement), text);
}

function isSecretKey(key: string): boolean {
  return SECRET_KEY.test(key) && !HARMLESS_KEY.test(key);
}
