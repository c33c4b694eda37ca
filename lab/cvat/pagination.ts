import type { LabAnswer, LabRequest } from '../http/start-http-server';
import { cvatJson, refusal } from './cvat-answer';

const DEFAULT_PAGE_SIZE = 10;

/** A page of a list: `page`, `page_size` (10 by default, `all` for everything). */
export function paginated(all: readonly unknown[], request: LabRequest): LabAnswer {
  const { searchParams } = request.url;
  const wanted = searchParams.get('page_size');
  const size = wanted === 'all' ? Math.max(1, all.length) : Number(wanted ?? DEFAULT_PAGE_SIZE) || DEFAULT_PAGE_SIZE;
  const page = Number(searchParams.get('page') ?? 1);
  const last = Math.max(1, Math.ceil(all.length / size));
  if (!Number.isInteger(page) || page < 1 || page > last) return refusal(404, 'Invalid page.');
  const address = (to: number) => {
    const url = new URL(request.url);
    url.searchParams.set('page', String(to));
    return url.toString();
  };
  return cvatJson(200, {
    count: all.length,
    next: page < last ? address(page + 1) : null,
    previous: page > 1 ? address(page - 1) : null,
    results: all.slice((page - 1) * size, page * size),
  });
}
