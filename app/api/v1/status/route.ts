import { apiRoute } from '@/lib/server/v1/api-route';
import { apiStatus } from '@/lib/server/v1/status-answer';

export const dynamic = 'force-dynamic';

export const GET = apiRoute('getStatus', ({ container }) => apiStatus(container, container.board.get('head', 'now')));
