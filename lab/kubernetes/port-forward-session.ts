import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';

const DATA = 0;
const ERROR = 1;

/** One forwarded port: channel 0 carries bytes, channel 1 an error text; each begins with the port as two bytes, low one first. */
export function runPortForward(socket: WebSocket, port: number, open: () => Duplex | undefined): void {
  const announced = Buffer.alloc(2);
  announced.writeUInt16LE(port);
  send(socket, DATA, announced);
  send(socket, ERROR, announced);
  const stream = open();
  if (!stream) {
    send(socket, ERROR, Buffer.from(`error forwarding port ${port}: dial tcp4 127.0.0.1:${port}: connect: connection refused`));
    socket.close(1000);
    return;
  }
  stream.on('data', (chunk: Buffer) => send(socket, DATA, Buffer.from(chunk)));
  stream.on('end', () => socket.close(1000));
  stream.on('error', () => socket.terminate());
  socket.on('message', (data: RawData) => {
    const frame = data as Buffer;
    if (frame[0] === DATA && !stream.destroyed) stream.write(frame.subarray(1));
  });
  socket.on('close', () => stream.destroy());
}

function send(socket: WebSocket, channel: number, bytes: Buffer): void {
  if (socket.readyState === socket.OPEN) socket.send(Buffer.concat([Buffer.of(channel), bytes]));
}
