import { readRun } from '@/lib/server/reads/run-detail';
import { readRoute } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

export const GET = readRoute<{ id: string }>('read', ({ params, container }) => readRun(container, params.id));
