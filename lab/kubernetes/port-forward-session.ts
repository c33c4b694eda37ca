import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';

const DATA = 0;
const ERROR = 1;
const MAX_BUFFERED = 1_048_576;

export interface ForwardRequest {
  readonly port: number;
  /** The pod's port, or undefined when nobody listens there. */
  readonly open: () => Duplex | undefined;
  /** Called once when the pod is gone: its connections end with it. */
  readonly onGone: (end: () => void) => () => void;
}

/**
 * One forwarded port: channel 0 carries bytes, channel 1 an error text; each begins with the port as two bytes, low one first, before anything
 * is known of the port. When either side closes, the connection does: the protocol has no half-closed one.
 */
export function runPortForward(socket: WebSocket, { port, open, onGone }: ForwardRequest): void {
  const announced = Buffer.alloc(2);
  announced.writeUInt16LE(port);
  send(socket, DATA, announced);
  send(socket, ERROR, announced);
  const stream = open();
  if (!stream) {
    refuse(socket, port);
    return;
  }
  let isOpen = !('connecting' in stream && stream.connecting);
  const forget = onGone(() => socket.close(1000));
  stream.once('connect', () => {
    isOpen = true;
  });
  stream.on('data', (chunk: Buffer) => {
    send(socket, DATA, Buffer.from(chunk), () => stream.resume());
    if (socket.bufferedAmount > MAX_BUFFERED) stream.pause();
  });
  stream.on('end', () => socket.close(1000));
  stream.on('error', () => (isOpen ? socket.close(1000) : refuse(socket, port)));
  socket.on('message', (data: RawData) => {
    const frame = data as Buffer;
    if (frame[0] !== DATA || stream.destroyed || stream.write(frame.subarray(1))) return;
    socket.pause();
    stream.once('drain', () => socket.resume());
  });
  socket.on('close', () => {
    forget();
    stream.destroy();
  });
}

function refuse(socket: WebSocket, port: number): void {
  send(socket, ERROR, Buffer.from(`error forwarding port ${port}: dial tcp4 127.0.0.1:${port}: connect: connection refused`));
  socket.close(1000);
}

function send(socket: WebSocket, channel: number, bytes: Buffer, sent: () => void = () => undefined): void {
  if (socket.readyState === socket.OPEN) socket.send(Buffer.concat([Buffer.of(channel), bytes]), sent);
}
