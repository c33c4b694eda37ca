import { readEvents } from '@/lib/server/reads/pod-log';
import { readRoute } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

export const GET = readRoute<{ namespace: string; name: string }>('read', ({ params, container }) => readEvents(container, params.namespace, params.name));
