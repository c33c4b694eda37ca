import { readFinding } from '@/lib/server/reads/finding-detail';
import { readRoute } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

export const GET = readRoute<{ id: string }>('read', ({ params, container }) => readFinding(container, params.id));
