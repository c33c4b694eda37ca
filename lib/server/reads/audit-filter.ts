import 'server-only';
import { z } from 'zod';
import type { AuditFilter } from '@/lib/domain/ports/stores';
import { parseQuery } from '@/lib/server/parse-query';

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());
const word = z.string().max(200).optional();
const schema = z
  .object({
    ...{ event: word, outcome: word, actor: word, target: word, remediationId: word, runId: word, text: word },
    ...{ from: moment.optional(), to: moment.optional() },
    offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .refine((filter) => !filter.from || !filter.to || filter.from <= filter.to, { path: ['from'] });

/** The filter of the ledger in a request's query. Throws invalid-input. */
export function parseAuditFilter(query: URLSearchParams): AuditFilter & { readonly offset: number; readonly limit: number } {
  const given = parseQuery(schema, query);
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as unknown as AuditFilter & { offset: number; limit: number };
}
