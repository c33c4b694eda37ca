import { AppError } from '@/lib/domain/errors';

/**
 * Refuses a request that did not come from a page of ours: Origin must be there and equal the configured one, scheme included, and the
 * browser must not call it cross-site. Next's own check lets a request without Origin through and compares hosts only.
 */
export function assertSameOrigin(headers: Pick<Headers, 'get'>, origins: readonly string[]): void {
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  if (!origin || !origins.includes(origin) || (site !== null && site !== 'same-origin')) {
    throw new AppError('wrong-origin', { params: { expected: origins[0] ?? '' }, detail: `origin ${origin?.slice(0, 100)}, site ${site}` });
  }
}
