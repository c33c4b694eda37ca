import { apiCheck } from '@/lib/server/v1/answers';
import { apiRoute } from '@/lib/server/v1/api-route';
import { paged } from '@/lib/server/v1/paged';

export const dynamic = 'force-dynamic';

export const GET = apiRoute('listChecks', ({ container, query }) => paged(container, container.board.rows('checks'), query, apiCheck));
