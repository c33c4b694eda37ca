import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { LabObject } from '../world/object-store';
import { accessDenied, mayDo, questionOf } from './access';
import { authenticate } from './authenticate';
import { type ExecRequest, runExec } from './exec-session';
import { type ApiContext, bearerOf } from './handle-request';
import { wholeNumber } from './list-objects';
import { containerOf } from './pod-log';
import { runPortForward } from './port-forward-session';
import { type RequestInfo, readRequest } from './request-info';
import { badRequest, notFound, StatusError, unknownResource } from './status-error';

/** The newest the server speaks first. Port-forward never got the fifth. */
const PROTOCOLS = { exec: ['v5.channel.k8s.io', 'v4.channel.k8s.io'], portforward: ['v4.channel.k8s.io'] } as const;

/** Takes upgrade requests for exec and port-forward. Refusals come as ordinary answers, before the upgrade. Answers the code for the log. */
export function createPodSockets(context: ApiContext, labDate: () => string) {
  const server = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered, request) => {
      const spoken: readonly string[] = /\/portforward\?/.test(request.url ?? '') ? PROTOCOLS.portforward : PROTOCOLS.exec;
      return spoken.find((protocol) => offered.has(protocol)) ?? false;
    },
  });
  server.on('headers', (headers) => headers.push(`Date: ${labDate()}`));

  return function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): number {
    try {
      const info = readRequest(request.method ?? 'GET', new URL(request.url ?? '/', 'http://lab'));
      if (info?.resource.stored !== 'v1/Pod' || !(info.subresource === 'exec' || info.subresource === 'portforward')) throw unknownResource();
      const start = prepare(context, info, request);
      server.handleUpgrade(request, socket, head, start);
      return 101;
    } catch (error) {
      return refuse(socket, error, labDate());
    }
  };
}

/** Everything that can be refused is refused here; what it returns runs once the connection stands. */
function prepare(context: ApiContext, info: RequestInfo, request: IncomingMessage): (socket: WebSocket) => void {
  const { store, answers, faults } = context;
  const caller = authenticate(store, bearerOf(request));
  // Since 1.35 an upgrade needs `create` besides `get`.
  for (const verb of ['get', 'create']) {
    if (!mayDo(store, faults.denied, caller, questionOf(info, caller.token, verb))) throw accessDenied(info, verb, caller.name);
  }
  const refusal = faults.refusalOf(info, caller.name);
  if (refusal) throw refusal.error;
  const name = info.name as string;
  const namespace = info.namespace as string;
  const pod = store.get('v1/Pod', namespace, name);
  if (!pod) throw notFound(info.resource, name);
  if (info.subresource === 'portforward') {
    const port = wholeNumber(info.query.get('ports'));
    if (port === undefined || port < 1 || port > 65_535) throw badRequest('query parameter "ports" is required');
    const onGone = (end: () => void) =>
      store.subscribe(({ type, object }) => {
        if (type === 'DELETED' && object.kind === 'Pod' && object.metadata.uid === pod.metadata.uid) end();
      });
    return (socket) => runPortForward(socket, { port, onGone, open: () => answers.connect?.({ namespace, pod: name, port }) });
  }
  const phase = pod.status?.phase;
  if (phase === 'Succeeded' || phase === 'Failed') {
    throw badRequest(`cannot exec into a container in a completed pod; current phase is ${phase}`);
  }
  const container = containerOf(pod, info.query.get('container'));
  const argv = info.query.getAll('command');
  if (argv.length === 0) throw badRequest('you must specify at least one command for the container');
  const exec: ExecRequest = {
    namespace,
    pod: name,
    container,
    argv,
    stdout: isTrue(info.query.get('stdout')),
    stderr: isTrue(info.query.get('stderr')),
    trouble: isRunning(pod, container) ? undefined : `unable to upgrade connection: container not found (${JSON.stringify(container)})`,
    withoutStatus: faults.cutsExec(info),
  };
  return (socket) => {
    runExec(socket, answers, exec).catch(() => socket.terminate());
  };
}

function isRunning(pod: LabObject, container: string): boolean {
  const statuses: { name: string; state?: { running?: unknown } }[] = pod.status?.containerStatuses ?? [];
  return statuses.some(({ name, state }) => name === container && state?.running !== undefined);
}

function isTrue(text: string | null): boolean {
  return text === 'true' || text === '1';
}

function refuse(socket: Duplex, error: unknown, date: string): number {
  const status = error instanceof StatusError ? error : new StatusError({ code: 500, reason: 'InternalError', message: String(error) });
  const body = JSON.stringify(status.body);
  const head = [
    `HTTP/1.1 ${status.code} ${STATUS_CODES[status.code] ?? ''}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `Date: ${date}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  return status.code;
}
