import 'server-only';
import { systemClock } from '@/lib/domain/clock';
import type { Container } from '@/lib/server/container';
import { hasSession } from '@/lib/server/has-session';

/** A session that was ended or an account that was disabled loses its stream within this. */
const SESSION_CHECK_MS = 30_000;

/** The event stream of one page. It ends with the request, with the session, or when the reader does not take its data. */
export function openStream(request: Request, container: Container): Response {
  const { stream, close } = container.hub.open(request.signal);
  void closeWithSession(request, container, close);
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      // no-transform: compression would hold frames back until a block is full.
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}

async function closeWithSession(request: Request, container: Container, close: () => void): Promise<void> {
  // Copied: the request's own headers may be gone by then.
  const headers = new Headers(request.headers);
  while (!request.signal.aborted) {
    await systemClock.sleep(SESSION_CHECK_MS, request.signal).catch(() => undefined);
    if (request.signal.aborted) return;
    if (!(await hasSession(container.people, headers).catch(() => false))) return close();
  }
}
