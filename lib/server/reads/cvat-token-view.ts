import 'server-only';
import type { CvatTokenView } from '@/lib/domain/rows/cvat-token';
import type { Container } from '@/lib/server/container';

/** CVAT began to have a page for tokens with 2.48. */
const TOKEN_PAGE_SINCE: readonly [number, number] = [2, 48];

/** How the token stands and where one is made. Never its value. */
export function readCvatToken({ cvatToken, endpoints, snapshot }: Pick<Container, 'cvatToken' | 'endpoints' | 'snapshot'>): CvatTokenView {
  const version = snapshot.last('cvatAbout')?.data.version;
  const configured = endpoints.find('cvat')?.address;
  return {
    ...cvatToken.state,
    ...(version === undefined ? {} : { hasTokenPage: isSince(version, TOKEN_PAGE_SINCE) }),
    // Only an address somebody entered is a link: what a cluster says never is.
    ...(configured?.kind === 'configured' ? { page: { address: `${configured.url}/profile#security`, isLink: true } } : {}),
  };
}

/** A version that reads otherwise counts as newer. */
function isSince(version: string, [major, minor]: readonly [number, number]): boolean {
  const found = /^v?(\d+)\.(\d+)/.exec(version);
  if (!found) return true;
  return Number(found[1]) > major || (Number(found[1]) === major && Number(found[2]) >= minor);
}
