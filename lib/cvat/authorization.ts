import 'server-only';

/** Access tokens (`Bearer`) came with 2.48; before that there were only legacy keys (`Token`), which later versions still take. */
const ACCESS_TOKENS_SINCE: readonly [major: number, minor: number] = [2, 48];
const LEGACY_KEY = /^[0-9a-f]{40}$/;

/** How a token is to be sent: as configured, or found out from its shape and CVAT's version. */
export type TokenKind = 'token' | 'bearer' | 'auto';

/**
 * The Authorization header of a token. `auto`: a token that names its scheme itself keeps it; forty hex digits are a legacy key; anything else
 * is an access token where the version knows them, and also where the version is not known.
 */
export function authorization(token: string, kind: TokenKind, version: string | undefined): string {
  const value = token.trim();
  if (kind === 'token') return `Token ${value}`;
  if (kind === 'bearer') return `Bearer ${value}`;
  const named = /^(token|bearer)\s+(\S+)$/i.exec(value);
  if (named) return `${named[1]?.toLowerCase() === 'token' ? 'Token' : 'Bearer'} ${named[2]}`;
  if (LEGACY_KEY.test(value)) return `Token ${value}`;
  return version !== undefined && isOlderThan(version, ACCESS_TOKENS_SINCE) ? `Token ${value}` : `Bearer ${value}`;
}

/** True when the version, `2.39.0` or `2.54.1.dev2026…`, is before the given one. A version that reads otherwise counts as newer. */
function isOlderThan(version: string, [major, minor]: readonly [number, number]): boolean {
  const found = /^v?(\d+)\.(\d+)/.exec(version);
  if (!found) return false;
  const [thisMajor, thisMinor] = [Number(found[1]), Number(found[2])];
  return thisMajor < major || (thisMajor === major && thisMinor < minor);
}
