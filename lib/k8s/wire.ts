import 'server-only';
import type { ApiRequest } from '@/lib/k8s/connection';

/** `?a=1&b=true`, or nothing. */
export function queryText(query: ApiRequest['query']): string {
  const entries = Object.entries(query ?? {}).filter((entry): entry is [string, string | number | boolean] => entry[1] !== undefined);
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries.map(([key, value]) => [key, String(value)]))}`;
}

/** The texts of Warning headers (`299 - "text"`), at most ten. */
export function warningTexts(header: string | string[] | undefined): readonly string[] {
  const all = header === undefined ? [] : Array.isArray(header) ? header : [header];
  return all.flatMap((value) => [...value.matchAll(/\d{3} \S+ "((?:[^"\\]|\\.)*)"/g)].map((match) => (match[1] ?? '').replace(/\\(.)/g, '$1'))).slice(0, 10);
}
