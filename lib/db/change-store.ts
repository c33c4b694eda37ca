import 'server-only';
import { z } from 'zod';
import type { Change as ChangeRowInDb } from '@/generated/prisma/client';
import type { Database } from '@/lib/db/client';
import { plainJson } from '@/lib/db/plain-json';
import type { ChangeRecord, ChangeStore } from '@/lib/domain/ports/stores';
import { resourceRefSchema } from '@/lib/domain/resource-ref';
import { textSchema } from '@/lib/domain/text-schema';

const KEEP_MS = 90 * 24 * 3_600_000;
const kindSchema = z.enum(['object', 'event', 'finding-opened', 'finding-resolved', 'run', 'source']);
const whatSchema = z.object({ text: textSchema, tone: z.enum(['ok', 'warn', 'bad', 'plain']), by: z.string().optional(), href: z.string().optional() });

/** Changes in SQLite, kept for 90 days. */
export function createChangeStore(db: Database): ChangeStore {
  return {
    add: async (change) => {
      const { at, kind, subject, ...what } = change;
      const row = await db.change.create({ data: { at, kind, subject: plainJson(subject), what: plainJson(what) } });
      return { ...change, id: String(row.id) };
    },
    list: async ({ from, to, limit }) => {
      const rows = await db.change.findMany({
        where: { at: { ...(from ? { gte: from } : {}), ...(to ? { lte: to } : {}) } },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        take: limit,
      });
      return rows.flatMap((row) => toChange(row) ?? []);
    },
    thin: async (now) => {
      await db.change.deleteMany({ where: { at: { lt: new Date(now - KEEP_MS) } } });
    },
  };
}

function toChange(row: ChangeRowInDb): ChangeRecord | undefined {
  const kind = kindSchema.safeParse(row.kind);
  const subject = resourceRefSchema.safeParse(row.subject);
  const what = whatSchema.safeParse(row.what);
  if (!kind.success || !subject.success || !what.success) return undefined;
  return {
    id: String(row.id),
    at: row.at.toISOString(),
    kind: kind.data,
    subject: subject.data as ChangeRecord['subject'],
    ...(what.data as Pick<ChangeRecord, 'text' | 'tone'>),
  };
}
