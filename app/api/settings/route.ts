import { readSettings } from '@/lib/server/reads/settings-view';
import { readRoute } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

export const GET = readRoute('read', async ({ container }) => readSettings(container));
