import type { ServerResponse } from 'node:http';
import { added, answerJson, bookmark, type ScriptedServer, sendEvents } from '@/lib/k8s/testing/scripted-server';

interface StoredEvent {
  readonly version: number;
  readonly line: unknown;
}

/** Objects of one kind behind an API that lists, streams and watches them, and does all of it badly when told to. */
export interface ModelServer {
  /** What is right: key → resourceVersion. */
  readonly truth: ReadonlyMap<string, string>;
  put(name: string): void;
  remove(name: string): void;
  /** Forgets the past: who goes on from before gets 410. */
  compact(): void;
  /** What happens to the next requests, one each; empty = all goes well. */
  readonly trouble: ((response: ServerResponse) => void)[];
  /** Breaks or ends the streams there are. */
  breakStreams(how: 'reset' | 'close' | 'cut'): void;
}

export function createModelServer(server: ScriptedServer): ModelServer {
  const versions = new Map<string, number>();
  const events: StoredEvent[] = [];
  const streams = new Set<ServerResponse>();
  const trouble: ModelServer['trouble'] = [];
  let version = 100;
  let oldest = 100;

  server.handler = ({ query, response }) => {
    const fault = trouble.shift();
    if (fault) return fault(response);
    const from = query.get('resourceVersion');
    if (from !== null && Number(from) < oldest) return answerJson(response, 410, { message: 'too old' });
    const initial = from === null ? [...[...versions].map(([name, at]) => added(name, at)), bookmark(version, true)] : [];
    sendEvents(response, ...initial, ...events.filter((event) => from !== null && event.version > Number(from)).map(({ line }) => line));
    streams.add(response);
    response.on('close', () => streams.delete(response));
  };

  function record(line: (at: number) => unknown): void {
    version += 1;
    const event = { version, line: line(version) };
    events.push(event);
    for (const stream of streams) sendEvents(stream, event.line);
  }

  return {
    get truth() {
      return new Map([...versions].map(([name, at]) => [`cvat/${name}`, String(at)]));
    },
    put(name) {
      versions.set(name, version + 1);
      record((at) => added(name, at));
    },
    remove(name) {
      if (!versions.delete(name)) return;
      record((at) => ({ type: 'DELETED', object: added(name, at).object }));
    },
    compact() {
      oldest = version + 1;
      events.length = 0;
    },
    trouble,
    breakStreams(how) {
      for (const stream of [...streams]) {
        streams.delete(stream);
        if (how === 'cut') stream.write('{"type":"ADDED","object":{"metadata":{"name":"half');
        if (how === 'close') stream.end();
        else stream.destroy();
      }
    },
  };
}
