import { AppError } from '@/lib/domain/errors';
import type { Way } from '@/lib/domain/ports/reach';

/** The way to an address somebody entered; a path in it is kept in `origin`. Throws `invalid-address` for what is no http address or carries credentials. */
export function configuredWay(address: string): Way {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) throw new AppError('invalid-address', { detail: 'configured URL' });
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  return { kind: 'configured', origin: `${url.origin}${url.pathname.replace(/\/+$/, '')}`, host: url.hostname.replace(/^\[|\]$/g, ''), port };
}
