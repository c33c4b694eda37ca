import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** up: answers. frozen: takes connections and says nothing, like a stopped process. refusing: takes none, and cuts the open ones. */
export type ServerMode = 'up' | 'frozen' | 'refusing';

export interface Door {
  readonly mode: ServerMode;
  setMode(mode: ServerMode): Promise<void>;
  /** Resolves at once, or when the server is no longer frozen. */
  passed(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The listener of a simulated server and its connections. Frozen sockets are corked, so that whatever is written meanwhile leaves when the
 * server thaws, as it does for a process that was stopped and continued.
 */
export function createDoor(server: Server, port: number): Door & { open(): Promise<number> } {
  const sockets = new Set<Socket>();
  let mode: ServerMode = 'up';
  let bound = port;
  let waiting: (() => void)[] = [];

  server.on('connection', (socket) => {
    sockets.add(socket);
    if (mode === 'frozen') socket.cork();
    socket.on('close', () => sockets.delete(socket));
  });

  function listen(): Promise<number> {
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(bound, '127.0.0.1', () => {
        server.off('error', reject);
        const address = server.address();
        bound = typeof address === 'object' && address ? address.port : bound;
        resolve(bound);
      });
    });
  }

  async function shut(): Promise<void> {
    const closed = server.listening ? new Promise<void>((resolve) => server.close(() => resolve())) : Promise.resolve();
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  function thaw() {
    for (const socket of sockets) socket.uncork();
    for (const resolve of waiting) resolve();
    waiting = [];
  }

  return {
    get mode() {
      return mode;
    },
    open: listen,
    async setMode(next) {
      const before = mode;
      if (next === before) return;
      mode = next;
      if (next === 'refusing') await shut();
      else if (before === 'refusing') await listen();
      if (before === 'frozen') thaw();
      if (next === 'frozen') for (const socket of sockets) socket.cork();
    },
    passed: () => (mode === 'frozen' ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve()),
    async close() {
      mode = 'refusing';
      await shut();
      thaw();
    },
  };
}
