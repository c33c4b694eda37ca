import { getHost } from '@/lib/server/current-host';
import { readDiscovery } from '@/lib/server/reads/discovery-view';
import { readRoute } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

/** Which CVAT installations were found, and which one is open. */
export const GET = readRoute('read', async ({ container }) => readDiscovery(container, (await getHost()).installations));
