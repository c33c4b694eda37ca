import { rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { connectCluster } from '@/lib/k8s/connect';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { writeKubeconfig } from '@/lib/k8s/testing/scripted-server';

export interface Forwarded {
  readonly pod: string;
  readonly port: number;
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  /** Sends bytes on a channel. */
  send(channel: number, bytes: Buffer | string): void;
}

/** An API server with one Service, of which a test says what its pods are and what port-forward to them does. */
export interface ForwardingServer {
  readonly connection: ClusterConnection;
  /** Ready pods in the EndpointSlice. */
  pods: string[];
  /** Called when a WebSocket stands and both channels were announced. Echoes unless a test says otherwise. */
  onForward: (forwarded: Forwarded) => void;
  /** A status instead of an upgrade or an answer, by path. */
  refuse: (path: string) => number | undefined;
  announces: boolean;
  /** Whether there is a Service of this name. */
  serves: (service: string) => boolean;
  /** Frozen: takes connections and says nothing. */
  isFrozen: boolean;
  readonly forwarded: Forwarded[];
  readonly paths: string[];
  /** WebSockets that stand now. */
  readonly open: number;
  readonly peak: number;
  close(): Promise<void>;
}

export const echo = ({ socket, send }: Forwarded): void => {
  socket.on('message', (data: Buffer) => {
    if (data[0] === 0) send(0, data.subarray(1));
  });
};

export async function startForwardingServer(): Promise<ForwardingServer> {
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: (offered) => (offered.has('v4.channel.k8s.io') ? 'v4.channel.k8s.io' : false) });
  const raw = new Set<Duplex>();
  let peak = 0;
  const server = createServer((request, response) => {
    if (!scripted.isFrozen) answer(scripted, request, response);
  });
  server.on('connection', (socket) => {
    raw.add(socket);
    socket.on('close', () => raw.delete(socket));
    socket.on('error', () => undefined);
  });
  server.on('upgrade', (request, socket, head) => {
    if (scripted.isFrozen) return;
    const url = new URL(request.url ?? '/', 'http://x');
    scripted.paths.push(`${url.pathname}${url.search}`);
    const status = scripted.refuse(url.pathname);
    if (status !== undefined) {
      const body = JSON.stringify({ kind: 'Status', message: `refused with ${status}` });
      return void socket.end(`HTTP/1.1 ${status} X\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`);
    }
    sockets.handleUpgrade(request, socket, head, (ws) => {
      const port = Number(url.searchParams.get('ports'));
      const send = (channel: number, bytes: Buffer | string) => ws.send(Buffer.concat([Buffer.of(channel), Buffer.from(bytes)]));
      const one = { pod: url.pathname.split('/')[6] ?? '', port, socket: ws, request, send };
      scripted.forwarded.push(one);
      peak = Math.max(peak, sockets.clients.size);
      if (!scripted.announces) return;
      const announcement = Buffer.from([port & 255, port >> 8]);
      send(0, announcement);
      send(1, announcement);
      scripted.onForward(one);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const kubeconfigPath = writeKubeconfig((server.address() as AddressInfo).port);
  const connection = connectCluster({ kubeconfigPath });
  const scripted: ForwardingServer = {
    connection,
    pods: ['web-1'],
    onForward: echo,
    refuse: () => undefined,
    announces: true,
    serves: (service) => service === 'web',
    isFrozen: false,
    forwarded: [],
    paths: [],
    get open() {
      return sockets.clients.size;
    },
    get peak() {
      return peak;
    },
    async close() {
      await connection.close();
      rmSync(path.dirname(kubeconfigPath), { recursive: true });
      for (const socket of raw) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return scripted;
}

function answer(scripted: ForwardingServer, request: IncomingMessage, response: ServerResponse): void {
  const { pathname } = new URL(request.url ?? '/', 'http://x');
  scripted.paths.push(pathname);
  const found = scripted.refuse(pathname) ?? bodyOf(scripted, pathname);
  response.writeHead(typeof found === 'number' ? found : 200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(typeof found === 'number' ? { message: `refused with ${found}` } : found));
}

function bodyOf({ pods, serves }: ForwardingServer, path: string): unknown {
  const metadata = (name: string) => ({ name, namespace: 'cvat', uid: name, resourceVersion: '1' });
  const ports = [
    { name: 'http', port: 80, targetPort: 'web' },
    { name: 'other', port: 81, targetPort: 9_000 },
  ];
  const spec = { selector: { app: 'web' }, ports };
  const service = /^\/api\/v1\/namespaces\/cvat\/services\/([^/]+)$/.exec(path)?.[1];
  if (service !== undefined && serves(service)) return { apiVersion: 'v1', kind: 'Service', metadata: metadata(service), spec };
  if (path === '/apis/discovery.k8s.io/v1/namespaces/cvat/endpointslices') {
    const endpoints = [...pods, 'not-ready'].map((name) => ({ conditions: { ready: name !== 'not-ready' }, targetRef: { kind: 'Pod', name } }));
    const sliced = [
      { name: 'http', port: 8_080 },
      { name: 'other', port: 9_000 },
    ];
    return { metadata: {}, items: [{ metadata: metadata('web-x'), ports: sliced, endpoints }] };
  }
  if (path === '/api/v1/namespaces/cvat/pods') {
    const containers = [{ name: 'main', ports: [{ name: 'web', containerPort: 8_080 }] }];
    return {
      metadata: {},
      items: pods.map((name) => ({ metadata: metadata(name), spec: { containers }, status: { conditions: [{ type: 'Ready', status: 'True' }] } })),
    };
  }
  return 404;
}
