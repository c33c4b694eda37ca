import 'server-only';
import { configuredWay } from '@/lib/domain/configured-way';
import type { EndpointAddress } from '@/lib/domain/endpoint';
import { AppError } from '@/lib/domain/errors';
import type { Way } from '@/lib/domain/ports/reach';

/** The way to an address that is no Service, taken as it is: entered by somebody, or what the installation itself uses. Throws `invalid-address`. */
export function urlWay(address: Exclude<EndpointAddress, { kind: 'service' }>): Way {
  if (address.kind === 'configured') return configuredWay(address.url);
  const { host, port, scheme = 'http' } = address;
  if (!/^[A-Za-z0-9._:-]{1,253}$/.test(host)) throw new AppError('invalid-address', { detail: 'host of an endpoint' });
  return configuredWay(`${scheme}://${host.includes(':') ? `[${host}]` : host}${port === undefined ? '' : `:${port}`}`);
}
