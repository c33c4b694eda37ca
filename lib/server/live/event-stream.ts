import 'server-only';

/** What may wait for one reader before it counts as too slow. It comes back and reads the topics again. */
const QUEUE_BYTES = 256 * 1024;
const encoder = new TextEncoder();

/** One frame of server-sent events, encoded once for everybody. */
export function encodeFrame(event: string, json: string): Uint8Array {
  return encoder.encode(`event: ${event}\ndata: ${json}\n\n`);
}

export interface StreamClients {
  readonly size: number;
  /** Sends a frame to every reader. Never throws; a reader that does not take its data is let go. */
  send(frame: Uint8Array): void;
  /** A stream for one reader, beginning with `first`. It ends with `signal`, at `closeAll`, or when it is too slow. */
  open(signal: AbortSignal, first: readonly Uint8Array[]): { readonly stream: ReadableStream<Uint8Array>; close(): void };
  closeAll(): void;
}

export function createStreamClients(): StreamClients {
  const clients = new Set<{ send(frame: Uint8Array): void; close(): void }>();
  return {
    get size() {
      return clients.size;
    },
    send: (frame) => {
      for (const client of clients) client.send(frame);
    },
    closeAll: () => {
      for (const client of clients) client.close();
    },
    open: (signal, first) => {
      let target: ReadableStreamDefaultController<Uint8Array> | undefined;
      const client = {
        send: (frame: Uint8Array) => {
          if ((target?.desiredSize ?? 0) <= 0) return client.close();
          target?.enqueue(frame);
        },
        close: () => {
          if (!clients.delete(client)) return;
          signal.removeEventListener('abort', client.close);
          try {
            target?.close();
          } catch {
            // Cancelled by the reader meanwhile: it is closed already.
          }
        },
      };
      const stream = new ReadableStream<Uint8Array>(
        {
          start: (controller) => {
            target = controller;
            for (const frame of first) controller.enqueue(frame);
          },
          cancel: () => client.close(),
        },
        new ByteLengthQueuingStrategy({ highWaterMark: QUEUE_BYTES }),
      );
      clients.add(client);
      signal.addEventListener('abort', client.close, { once: true });
      if (signal.aborted) client.close();
      return { stream, close: client.close };
    },
  };
}
