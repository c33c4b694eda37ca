import type { WebSocket } from 'ws';
import type { ContainerAnswers } from '../world/object-store';

const STDOUT = 1;
const STDERR = 2;
const ERROR = 3;

export interface ExecRequest {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly argv: string[];
  readonly stdout: boolean;
  readonly stderr: boolean;
  /** The kubelet's complaint when the container does not run; told inside the stream, as a real server does. */
  readonly trouble: string | undefined;
  /** Cut the connection after the output, before the exit status. */
  readonly withoutStatus: boolean;
}

/**
 * Speaks the channel protocol (v4 and v5): the first byte of a frame is its channel. Output goes first, then one Status on the error
 * channel, then the connection closes. A caller that goes away aborts what runs. Input and its v5 close signal are taken and not used:
 * nothing in the lab reads it.
 */
export async function runExec(socket: WebSocket, answers: ContainerAnswers, request: ExecRequest): Promise<void> {
  const { namespace, pod, container, argv } = request;
  const abort = new AbortController();
  socket.on('close', () => abort.abort(new Error('the caller went away')));
  // An empty frame on the lowest output channel says that the connection stands.
  send(socket, request.stdout ? STDOUT : request.stderr ? STDERR : ERROR, '');
  let status: unknown;
  if (request.trouble) status = internalError(request.trouble);
  else {
    try {
      const { stdout, stderr, exitCode } = await answers.exec({ namespace, pod, container, argv, signal: abort.signal });
      if (request.stdout && stdout) send(socket, STDOUT, stdout);
      if (request.stderr && stderr) send(socket, STDERR, stderr);
      status = exitStatus(exitCode);
    } catch (cause) {
      if (abort.signal.aborted) return;
      status = internalError(cause instanceof Error ? cause.message : String(cause));
    }
  }
  if (request.withoutStatus) {
    socket.terminate();
    return;
  }
  send(socket, ERROR, JSON.stringify(status));
  socket.close(1000);
}

function exitStatus(exitCode: number): unknown {
  if (exitCode === 0) return { metadata: {}, status: 'Success' };
  return {
    metadata: {},
    status: 'Failure',
    message: `command terminated with non-zero exit code: command terminated with exit code ${exitCode}`,
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: String(exitCode) }] },
  };
}

function internalError(message: string): unknown {
  return {
    metadata: {},
    status: 'Failure',
    message: `Internal error occurred: ${message}`,
    reason: 'InternalError',
    details: { causes: [{ message }] },
    code: 500,
  };
}

function send(socket: WebSocket, channel: number, text: string): void {
  socket.send(Buffer.concat([Buffer.of(channel), Buffer.from(text)]));
}
