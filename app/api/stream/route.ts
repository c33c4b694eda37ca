import { openStream } from '@/lib/server/live/open-stream';
import { readRoute } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

export const GET = readRoute('read', async ({ request, container }) => openStream(request, container));
