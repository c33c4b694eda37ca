import 'server-only';
import { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { AppError } from '@/lib/domain/errors';
import { stripControls } from '@/lib/k8s/map/shared-facts';

const DATA = 0;
const ERROR = 1;
/** Each channel's first two bytes repeat the port. */
const ANNOUNCEMENT = 2;
const MAX_FRAME = 64 * 1024;
const MAX_ERROR = 2_000;

/** One forwarded connection as bytes. It ends when either side does: the protocol cannot close one direction alone. */
export interface ForwardStream extends Duplex {
  /** Resolves when the other side has announced both channels; rejects with why it did not. */
  readonly announced: Promise<void>;
  /** What the error channel said. The pod's port was refused, or the forwarding broke: the server tells both by a text only. */
  readonly refusal: AppError | undefined;
  /** Bytes have come from the pod: something listens there. */
  readonly hasAnswered: boolean;
  readonly lastActiveAt: number;
  /** Asks the other side for a sign of life. It goes the whole way, to the kubelet. */
  ping(): void;
  /** When anything last came. Now, while we ourselves do not read or it does not take what we send: then silence means nothing. */
  readonly lastHeardAt: number;
}

/**
 * Makes a byte stream of a WebSocket that speaks `v4.channel.k8s.io`: channel 0 carries bytes, channel 1 an error. Reading is paused while
 * nobody takes the bytes, and a write is done when it has left: whoever is slow slows the other side, not Loupe's memory.
 */
export function createForwardStream(socket: WebSocket, now: () => number): ForwardStream {
  const skipped = [0, 0];
  let refusal: AppError | undefined;
  let errorText = '';
  let hasAnswered = false;
  let lastActiveAt = now();
  let lastHeardAt = now();
  let announce = (): void => undefined;
  let fail = (_reason: AppError): void => undefined;
  const announced = new Promise<void>((resolve, reject) => {
    announce = resolve;
    fail = reject;
  });
  // Whoever does not wait for either hears of it as the stream's end.
  announced.catch(() => undefined);

  const stream = new Duplex({
    allowHalfOpen: false,
    read: () => socket.resume(),
    write(chunk: Buffer, _encoding, done) {
      lastActiveAt = now();
      sendFrames(socket, chunk, done);
    },
    final(done) {
      socket.close(1000);
      done();
    },
    destroy(error, done) {
      socket.terminate();
      done(error);
    },
  });

  stream.on('error', () => undefined);
  socket.on('pong', () => {
    lastHeardAt = now();
  });
  socket.on('message', (data: Buffer) => {
    lastHeardAt = now();
    const channel = data[0];
    if (channel !== DATA && channel !== ERROR) return;
    lastActiveAt = now();
    const rest = Math.min(ANNOUNCEMENT - (skipped[channel] ?? 0), data.length - 1);
    skipped[channel] = (skipped[channel] ?? 0) + rest;
    if (skipped.every((count) => count === ANNOUNCEMENT)) announce();
    const bytes = data.subarray(1 + rest);
    if (bytes.length === 0) return;
    if (channel === DATA) {
      hasAnswered = true;
      if (!stream.push(bytes)) socket.pause();
      return;
    }
    errorText = `${errorText}${bytes.toString('utf8')}`.slice(0, MAX_ERROR);
    refusal = new AppError('endpoint-unreachable', { params: { reason: 'refused' }, detail: stripControls(errorText) });
    fail(refusal);
    stream.destroy(refusal);
  });
  socket.on('close', () => {
    fail(refusal ?? new AppError('endpoint-unreachable', { params: { reason: 'broken' }, detail: 'the forwarding ended' }));
    stream.push(null);
  });
  socket.on('error', (cause) => stream.destroy(cause));

  return Object.defineProperties(stream, {
    announced: { value: announced },
    refusal: { get: () => refusal },
    hasAnswered: { get: () => hasAnswered },
    lastActiveAt: { get: () => lastActiveAt },
    lastHeardAt: { get: () => (socket.isPaused || socket.bufferedAmount > 0 ? now() : lastHeardAt) },
    ping: { value: () => socket.readyState === socket.OPEN && socket.ping() },
  }) as ForwardStream;
}

function sendFrames(socket: WebSocket, chunk: Buffer, done: (error?: Error | null) => void): void {
  const part = chunk.subarray(0, MAX_FRAME);
  const rest = chunk.subarray(MAX_FRAME);
  socket.send(Buffer.concat([Buffer.of(DATA), part]), (error) => {
    if (error || rest.length === 0) done(error ?? null);
    else sendFrames(socket, rest, done);
  });
}
