import { connect } from 'node:net';
import { runRigProgram } from './rig-program';

/** One process of a rig, to be disturbed. Every call resolves when it has come true. */
export interface PartControl {
  /** SIGKILL. */
  kill(): Promise<void>;
  /** Brings a killed one back, and waits until it is ready. */
  start(): Promise<void>;
  /** SIGSTOP: it takes connections and says nothing. */
  freeze(): Promise<void>;
  /** SIGCONT. */
  thaw(): Promise<void>;
}

const READY_WITHIN_MS = 60_000;

/** @param ask rejects until the part is ready. */
export function controlOf(dir: string, name: string, ask: () => Promise<void>): PartControl {
  const act = async (what: string) => {
    await runRigProgram('part', [what, name, '--dir', dir]);
  };
  return {
    kill: () => act('kill'),
    freeze: () => act('freeze'),
    thaw: () => act('thaw'),
    async start() {
      await act('start');
      for (const until = Date.now() + READY_WITHIN_MS; ; ) {
        const failure = await ask().then(
          () => undefined,
          (error: unknown) => error,
        );
        if (failure === undefined) return;
        if (Date.now() > until) throw failure;
      }
    },
  };
}

/** Resolves when something listens on that port of 127.0.0.1, rejects when nothing does. */
export function connectOnce(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });
}
