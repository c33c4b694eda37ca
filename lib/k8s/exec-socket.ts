import 'server-only';
import WebSocket from 'ws';
import { AppError } from '@/lib/domain/errors';
import type { ExecAddress, ExecAnswer } from '@/lib/domain/ports/pod-exec';
import { errorOfAnswer } from '@/lib/k8s/api-error';
import { apiPath } from '@/lib/k8s/api-path';
import type { ConnectionCredentials } from '@/lib/k8s/connection';
import { createExecOutput } from '@/lib/k8s/exec-output';

const RIGHT = 'create pods/exec';

export interface ExecSocketOptions {
  readonly credentials: ConnectionCredentials;
  readonly userAgent: string;
  readonly where: ExecAddress;
  readonly argv: readonly string[];
  readonly maxBytes: number;
  /** Ends it with the signal's reason. Closing the socket does not stop the program in the container. */
  readonly signal: AbortSignal;
}

/**
 * Runs argv in a container, without stdin or terminal, over one WebSocket. Resolves when the server has sent a status or closed; rejects
 * when the socket could not be opened (`cluster-denied`, `not-found`, `cluster-unreachable` …) or the signal aborted.
 */
export function runExecSocket({ credentials, userAgent, where, argv, maxBytes, signal }: ExecSocketOptions): Promise<ExecAnswer> {
  const query = new URLSearchParams([['stdout', 'true'], ['stderr', 'true'], ['container', where.container], ...argv.map((word) => ['command', word])]);
  const path = apiPath('Pod', { namespace: where.namespace, name: where.pod, subresource: 'exec' });
  const url = `${credentials.server.replace(/^http/, 'ws')}${path}?${query}`;
  const output = createExecOutput(maxBytes);
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, ['v5.channel.k8s.io', 'v4.channel.k8s.io'], {
      ...credentials.tls,
      headers: { ...credentials.headers, 'User-Agent': userAgent },
      followRedirects: false,
      maxPayload: 4 * 1024 * 1024,
      perMessageDeflate: false,
    });
    const onAbort = () => finish(() => reject(signal.reason));
    function finish(settle: () => void): void {
      signal.removeEventListener('abort', onAbort);
      settle();
      socket.on('error', () => undefined);
      socket.terminate();
    }
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) return onAbort();
    socket.on('message', (data, isBinary) => {
      if (isBinary && output.take(data as Buffer) === 'complete') finish(() => resolve(output.answer()));
    });
    socket.on('unexpected-response', (_request, response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        if (text.length < 65_536) text += chunk;
      });
      const refuse = () => finish(() => reject(errorOfAnswer(response.statusCode ?? 500, text, RIGHT, response.headers['retry-after'])));
      response.on('end', refuse);
      response.on('error', refuse);
    });
    socket.on('error', (cause) => finish(() => reject(new AppError('cluster-unreachable', { params: { right: RIGHT }, detail: cause.message, cause }))));
    socket.on('close', () => finish(() => resolve(output.answer())));
  });
}
