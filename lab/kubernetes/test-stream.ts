interface StreamEvent {
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: events of every kind, looked at by tests only.
  readonly object: any;
}

/** For tests only: an open watch, read line by line. */
export interface TestStream {
  readonly code: number;
  /** The next `count` events, waiting for them. */
  take(count: number): Promise<StreamEvent[]>;
  /** Events that have come and have not been taken. */
  readonly unread: number;
  /** Resolves when the server ends the stream; rejects when the connection breaks. */
  readonly ended: Promise<void>;
  close(): void;
}

export async function openStream(url: string): Promise<TestStream> {
  const abort = new AbortController();
  const response = await fetch(url, { signal: abort.signal });
  const events: StreamEvent[] = [];
  let wake = () => {};
  const ended = (async () => {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() as string;
      for (const line of lines) events.push(JSON.parse(line) as StreamEvent);
      wake();
    }
  })();
  // Looked at by those tests that care; the others close streams that then break off.
  ended.catch(() => wake());
  return {
    code: response.status,
    async take(count) {
      while (events.length < count) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return events.splice(0, count);
    },
    get unread() {
      return events.length;
    },
    ended,
    close: () => abort.abort(),
  };
}
