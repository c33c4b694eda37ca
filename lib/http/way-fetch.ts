import 'server-only';
import { Agent, fetch as undiciFetch } from 'undici';
import type { Way } from '@/lib/domain/ports/reach';

export type Fetch = typeof undiciFetch;

/** As many connections as a forwarded Service gives. */
const CONNECTIONS = 6;
/** Shorter than a forwarded connection may be silent: a question is never sent into one that is being closed. */
const KEEP_ALIVE_MS = 30_000;
const MAX_KEPT = 16;

/**
 * `fetch` as it goes on a way: through the way's Unix socket where it has one, else to the origin itself. Questions on one way share their
 * connections. Of too many ways the one that was used first is closed when its answers are in.
 */
export function createWayFetch(fetch: Fetch = undiciFetch): (way: Way) => Fetch {
  const agents = new Map<string, Agent>();

  function agentOf(socketPath: string): Agent {
    const kept = agents.get(socketPath);
    if (kept) return kept;
    const agent = new Agent({ connect: { socketPath }, connections: CONNECTIONS, keepAliveTimeout: KEEP_ALIVE_MS, keepAliveMaxTimeout: KEEP_ALIVE_MS });
    agents.set(socketPath, agent);
    const [oldest] = agents;
    if (oldest && agents.size > MAX_KEPT) {
      agents.delete(oldest[0]);
      oldest[1].close().catch(() => undefined);
    }
    return agent;
  }

  return ({ socketPath }) => (socketPath === undefined ? fetch : (input, init) => fetch(input, { ...init, dispatcher: agentOf(socketPath) }));
}
