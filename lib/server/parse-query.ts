import 'server-only';
import type { z } from 'zod';
import { AppError } from '@/lib/domain/errors';

/** The query of a request as the schema says. Throws `invalid-input` with the field's name; a repeated field counts once. */
export function parseQuery<T extends z.ZodType>(schema: T, query: URLSearchParams): z.infer<T> {
  const given = Object.fromEntries([...query.entries()].filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new AppError('invalid-input', { params: { field: String(parsed.error.issues[0]?.path[0] ?? 'query') } });
}
