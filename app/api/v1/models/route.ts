import { apiModel } from '@/lib/server/v1/answers';
import { apiRoute } from '@/lib/server/v1/api-route';
import { paged } from '@/lib/server/v1/paged';

export const dynamic = 'force-dynamic';

export const GET = apiRoute('listModels', ({ container, query }) => paged(container, container.board.rows('models'), query, apiModel));
