import { readSetup } from '@/lib/server/reads/setup-view';
import { readRoute } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

export const GET = readRoute('read', async ({ container }) => readSetup(container));
