import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LabClock } from '../world/clock';

/** A request as the lab's services see it. `body` is the whole text, empty when there was none. */
export interface LabRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface LabAnswer {
  readonly status: number;
  /** A list sends the header once for each. */
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string;
  /** Keeps the answer open after `body`: writes more until the reader leaves. Returns what ends the writing. */
  readonly follow?: (write: (text: string) => void) => () => void;
}

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

interface ServerOptions {
  readonly clock: LabClock;
  /** 0 = any free port. */
  readonly port: number;
  readonly answer: (request: LabRequest) => LabAnswer | Promise<LabAnswer>;
  /** While true nothing listens: open connections are cut and new ones refused. */
  readonly isDown: () => boolean;
}

const MAX_BODY_BYTES = 64 * 1024 * 1024;
/** How often the listener follows `isDown`; until then connections are cut as they come. */
const FOLLOW_EVERY_MS = 100;

/** An HTTP server on loopback whose Date header is the lab's clock. */
export async function startHttpServer({ clock, port, answer, isDown }: ServerOptions): Promise<RunningServer> {
  const server = createServer(async (request, response) => {
    if (isDown()) return void request.socket.destroy();
    const body = await readBody(request);
    if (body === undefined) return void request.socket.destroy();
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? '127.0.0.1'}`);
    const found = await answer({ method: request.method ?? 'GET', url, headers: request.headers, body });
    // The lab's world may have gone down while the question was being answered.
    if (isDown()) return void request.socket.destroy();
    response.sendDate = false;
    response.writeHead(found.status, { date: new Date(clock.now()).toUTCString(), ...found.headers });
    if (!found.follow) return void response.end(found.body ?? '');
    if (found.body) response.write(found.body);
    else response.flushHeaders();
    const stop = found.follow((text) => response.write(text));
    response.on('close', stop);
  });
  server.on('connection', (socket) => {
    if (isDown()) socket.destroy();
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', done);
  });
  const bound = (server.address() as AddressInfo).port;
  const following = followState(server, bound, isDown);
  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    close: () =>
      new Promise((done) => {
        clearInterval(following);
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** Stops listening while the service is down, as a Service without endpoints refuses connections. */
function followState(server: Server, port: number, isDown: () => boolean): NodeJS.Timeout {
  return setInterval(() => {
    if (isDown() && server.listening) {
      server.close();
      server.closeAllConnections();
    } else if (!isDown() && !server.listening) server.listen(port, '127.0.0.1');
  }, FOLLOW_EVERY_MS).unref();
}

async function readBody(pieces: AsyncIterable<Buffer>): Promise<string | undefined> {
  const read: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const piece of pieces) {
      bytes += piece.byteLength;
      if (bytes > MAX_BODY_BYTES) return undefined;
      read.push(piece);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(read).toString('utf8');
}

/** A JSON answer of the given media type. */
export function jsonAnswer(status: number, body: unknown, type = 'application/json'): LabAnswer {
  return { status, headers: { 'content-type': type }, body: JSON.stringify(body) };
}
