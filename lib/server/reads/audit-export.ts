import 'server-only';
import type { Actor } from '@/lib/domain/actor';
import { auditCsvHead, auditCsvLine, auditJsonLine } from '@/lib/domain/audit-export';
import { toIso } from '@/lib/domain/clock';
import type { AuditFilter } from '@/lib/domain/ports/stores';
import type { Container } from '@/lib/server/container';

const encoder = new TextEncoder();

/** The ledger, or what the filter leaves of it, as a file: page by page, as fast as it is taken. That somebody took it stands in the ledger first. */
export async function exportAudit(container: Container, actor: Actor, format: 'jsonl' | 'csv', filter: AuditFilter): Promise<Response> {
  const { offset: _offset, limit: _limit, ...whole } = filter;
  await container.ledger.append({ event: 'ledger-exported', actor, detail: { format, filter: whole } });
  const line = format === 'csv' ? auditCsvLine : auditJsonLine;
  const pages = container.ledger.pages(whole)[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      if (format === 'csv') controller.enqueue(encoder.encode(auditCsvHead));
    },
    pull: async (controller) => {
      const next = await pages.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value.map(line).join('')));
    },
    cancel: async () => {
      await pages.return?.();
    },
  });
  const day = toIso(container.clock.now()).slice(0, 10);
  return new Response(body, {
    headers: {
      'cache-control': 'no-store',
      'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson',
      'content-disposition': `attachment; filename="loupe-audit-${day}.${format}"`,
    },
  });
}
