import 'server-only';
import WebSocket from 'ws';
import { AppError } from '@/lib/domain/errors';
import { errorOfAnswer } from '@/lib/k8s/api-error';
import { apiPath } from '@/lib/k8s/api-path';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { createForwardStream, type ForwardStream } from '@/lib/k8s/forward/forward-stream';
import type { PodPlace } from '@/lib/k8s/forward/locate-pod';

/** Since 1.35 the API server asks for `create` besides `get`, which a WebSocket is by its method. */
export const FORWARD_RIGHT = 'create pods/portforward';
/** The one the kubelet speaks for port-forward; the fifth version came for exec and attach only. */
const PROTOCOL = 'v4.channel.k8s.io';

export interface ForwardOptions {
  readonly connection: ClusterConnection;
  readonly userAgent: string;
  readonly place: PodPlace;
  readonly now: () => number;
  /** Ends the attempt with the signal's reason; afterwards it counts no more. */
  readonly signal: AbortSignal;
}

/**
 * One connection to a pod's port through the API server, over one WebSocket. Resolves when the server has announced the channels. Throws
 * `cluster-denied` with the missing right, `not-found` (no such pod), `endpoint-unreachable`, `cluster-*`, or the signal's reason.
 */
export async function openForward({ connection, userAgent, place, now, signal }: ForwardOptions): Promise<ForwardStream> {
  const path = apiPath('Pod', { namespace: place.namespace, name: place.pod, subresource: 'portforward' });
  const { server, tls, headers } = await connection.credentials();
  signal.throwIfAborted();
  const socket = new WebSocket(`${server.replace(/^http/, 'ws')}${path}?ports=${place.port}`, [PROTOCOL], {
    ...tls,
    headers: { ...headers, 'User-Agent': userAgent },
    followRedirects: false,
    maxPayload: 4 * 1024 * 1024,
    perMessageDeflate: false,
  });
  const stream = createForwardStream(socket, now);
  const onAbort = () => stream.destroy();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    await Promise.race([stream.announced, refused(socket)]);
    return stream;
  } catch (cause) {
    stream.destroy();
    throw signal.aborted ? signal.reason : cause;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** Rejects when the server answers without an upgrade, or not at all. Never resolves. */
function refused(socket: WebSocket): Promise<never> {
  return new Promise((_resolve, reject) => {
    socket.on('unexpected-response', (_request, response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        if (text.length < 65_536) text += chunk;
      });
      const refuse = () => reject(errorOfAnswer(response.statusCode ?? 500, text, FORWARD_RIGHT, response.headers['retry-after']));
      response.on('end', refuse);
      response.on('error', refuse);
    });
    socket.on('error', (cause) => reject(new AppError('cluster-unreachable', { params: { right: FORWARD_RIGHT }, detail: cause.message, cause })));
  });
}
