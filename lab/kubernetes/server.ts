import { createServer, type IncomingMessage } from 'node:http';
import type { ContainerAnswers, ObjectStore } from '../world/object-store';
import type { Admission } from './admission';
import { claimResizeAdmission } from './claim-rules';
import { createDoor, type ServerMode } from './door';
import { createFaultBoard, type Fault, matchesRequest } from './faults';
import { type ApiContext, handleRequest } from './handle-request';
import { createLister } from './list-objects';
import { createPodSockets } from './pod-sockets';
import { createRequestLog, type LoggedRequest } from './request-log';
import type { OpenWatch } from './watch-objects';

export interface KubernetesApiOptions {
  readonly store: ObjectStore;
  readonly answers: ContainerAnswers;
  /** 0 = any free port. */
  readonly port: number;
  readonly mode?: ServerMode;
  /** A real server sends a bookmark a minute. */
  readonly bookmarkEveryMs?: number;
}

/** The simulated API server. */
export interface KubernetesApi {
  readonly port: number;
  readonly url: string;
  readonly mode: ServerMode;
  setMode(mode: ServerMode): Promise<void>;
  /** Newest last; at most some ten thousand. Empty it in place to start counting anew. */
  readonly requestLog: LoggedRequest[];
  /** Takes effect at once; returns what takes it back. */
  injectFault(fault: Fault): () => void;
  clearFaults(): void;
  /** A judge of writes, asked after validation, as webhooks are. Returns what removes it. */
  addAdmission(admission: Admission): () => void;
  /** How many watches are open now. */
  readonly openWatches: number;
  close(): Promise<void>;
}

/** Starts the API on 127.0.0.1. It reads and writes the store, and asks `answers` for what happens inside containers. */
export async function startKubernetesApi(options: KubernetesApiOptions): Promise<KubernetesApi> {
  const { store, answers, bookmarkEveryMs = 60_000 } = options;
  const admissions = new Set<Admission>([claimResizeAdmission(store)]);
  const watches = new Set<OpenWatch>();
  const faults = createFaultBoard();
  const log = createRequestLog();
  const context: ApiContext = { store, answers, admissions, watches, faults, bookmarkEveryMs, list: createLister(store) };
  const labDate = () => new Date(store.clock.now()).toUTCString();

  function record(request: IncomingMessage, verb: string, code: number) {
    const url = new URL(request.url ?? '/', 'http://lab');
    const at = new Date(store.clock.now()).toISOString();
    log.add({ at, method: request.method ?? '', verb, path: url.pathname, query: url.search, code, userAgent: request.headers['user-agent'] ?? '' });
  }

  const server = createServer({ keepAliveTimeout: 90_000, requestTimeout: 0 }, async (request, response) => {
    await door.passed();
    // Who gave up while the server was frozen is not answered any more.
    if (request.socket.destroyed) return;
    response.sendDate = false;
    response.setHeader('Date', labDate());
    const verb = await handleRequest(context, request, response);
    record(request, verb, response.statusCode);
  });
  const upgrade = createPodSockets(context, labDate);
  server.on('upgrade', (request, socket, head) => {
    // The caller may leave at any time; that is no failure of the server.
    socket.on('error', () => socket.destroy());
    door.passed().then(
      () => record(request, 'get', upgrade(request, socket, head)),
      () => socket.destroy(),
    );
  });
  const door = createDoor(server, options.port);
  const port = await door.open();
  if (options.mode) await door.setMode(options.mode);

  function reachWatches({ watchLine, endWatches }: Fault) {
    for (const watch of watches) {
      if (watchLine && matchesRequest(watchLine, watch.info)) watch.sink.line(`${watchLine.line}\n`);
      if (!endWatches || !matchesRequest(endWatches, watch.info)) continue;
      watch.stop();
      if (endWatches.abruptly) watch.sink.cut();
      else watch.sink.end();
    }
  }

  return {
    port,
    url: `http://127.0.0.1:${port}`,
    get mode() {
      return door.mode;
    },
    setMode: door.setMode,
    requestLog: log.entries,
    injectFault(fault) {
      reachWatches(fault);
      return faults.add(fault);
    },
    clearFaults: faults.clear,
    addAdmission(admission) {
      admissions.add(admission);
      return () => admissions.delete(admission);
    },
    get openWatches() {
      return watches.size;
    },
    close: door.close,
  };
}
