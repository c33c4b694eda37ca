import { readPlan } from '@/lib/server/reads/plan-view';
import { readRoute } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

export const GET = readRoute<{ id: string }>('read', ({ params, container }) => readPlan(container, params.id));
