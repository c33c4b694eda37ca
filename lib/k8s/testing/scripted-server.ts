import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface ServerRequest {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** An API server that does what a test says. `/version` answers by itself, as the heartbeat needs it. */
export interface ScriptedServer {
  readonly kubeconfigPath: string;
  /** Every request but those for `/version`, oldest first. */
  readonly requests: readonly ServerRequest[];
  /** What is done with the next requests. */
  handler: (request: ServerRequest) => void;
  /** `frozen` takes connections and requests and says nothing. */
  mode: 'up' | 'frozen';
  /** Breaks every connection there is. */
  dropConnections(): void;
  close(): Promise<void>;
}

export async function startScriptedServer(): Promise<ScriptedServer> {
  const requests: ServerRequest[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    const entry = { path: url.pathname, query: url.searchParams, request, response };
    response.on('error', () => undefined);
    if (url.pathname !== '/version') requests.push(entry);
    if (scripted.mode === 'frozen') return;
    if (url.pathname === '/version') return void answerJson(response, 200, { gitVersion: 'v1.36.0' });
    scripted.handler(entry);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const scripted: ScriptedServer = {
    kubeconfigPath: writeKubeconfig(port),
    requests,
    handler: ({ response }) => answerJson(response, 404, { message: 'nothing here' }),
    mode: 'up',
    dropConnections() {
      for (const socket of sockets) socket.destroy();
    },
    close() {
      for (const socket of sockets) socket.destroy();
      rmSync(path.dirname(scripted.kubeconfigPath), { recursive: true, force: true });
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return scripted;
}

export function answerJson(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

/** Begins a watch and sends the given events, a line each. */
export function sendEvents(response: ServerResponse, ...events: unknown[]): void {
  if (!response.headersSent) response.writeHead(200, { 'content-type': 'application/json' });
  response.write(events.map((event) => `${typeof event === 'string' ? event : JSON.stringify(event)}\n`).join('') || '');
}

export const item = (name: string, version: number) => ({ metadata: { name, namespace: 'cvat', uid: `uid-${name}`, resourceVersion: String(version) } });
export const added = (name: string, version: number) => ({ type: 'ADDED', object: item(name, version) });
export const modified = (name: string, version: number) => ({ type: 'MODIFIED', object: item(name, version) });
export const deleted = (name: string, version: number) => ({ type: 'DELETED', object: item(name, version) });
export const bookmark = (version: number, endsList = false) => ({
  type: 'BOOKMARK',
  object: { metadata: { resourceVersion: String(version), ...(endsList ? { annotations: { 'k8s.io/initial-events-end': 'true' } } : {}) } },
});

/** A kubeconfig of a server on this port of loopback, without TLS. */
export function writeKubeconfig(port: number): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'loupe-kubeconfig-')), 'config');
  const cluster = { server: `http://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true };
  writeFileSync(
    file,
    JSON.stringify({
      ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'scripted' },
      clusters: [{ name: 'scripted', cluster }],
      users: [{ name: 'tester', user: { token: 'made-up' } }],
      contexts: [{ name: 'scripted', context: { cluster: 'scripted', user: 'tester' } }],
    }),
  );
  return file;
}
