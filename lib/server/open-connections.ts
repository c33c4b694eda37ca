import 'server-only';
import { subscribe } from 'node:diagnostics_channel';
import { Server } from 'node:http';

const servers = new Set<Server>();
const shared = globalThis as { loupeServersSeen?: boolean };

/** Learns which HTTP server serves this process: it is made by the framework, which hands it to nobody. */
export function watchServers(): void {
  if (shared.loupeServersSeen) return;
  shared.loupeServersSeen = true;
  subscribe('http.server.request.start', (message) => {
    const { server } = message as { readonly server?: unknown };
    if (server instanceof Server) servers.add(server);
  });
}

/** Takes no connection any more, and resolves when what was asked is answered, or after that many milliseconds. */
export function closeServers(waitMs: number): Promise<void> {
  const closed = [...servers].map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
  return Promise.race([Promise.all(closed).then(() => undefined), new Promise<void>((resolve) => setTimeout(resolve, waitMs).unref())]);
}
