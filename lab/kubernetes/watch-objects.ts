import type { LabObject, ObjectStore, StoreEvent } from '../world/object-store';
import { matcherOf, readVersion, viewOf, wholeNumber } from './list-objects';
import type { RequestInfo } from './request-info';
import { objectJson } from './serialize';
import { expired, invalidOptions } from './status-error';

export interface WatchSink {
  /** One line of the stream, with its line break. */
  line(text: string): void;
  end(): void;
  /** Breaks the connection off. */
  cut(): void;
}

export interface WatchOptions {
  /** Between bookmarks; a real server sends one a minute. */
  readonly bookmarkEveryMs: number;
  /** How an object is written: as itself, or as a table. */
  readonly write?: (object: LabObject) => string;
}

/** Where the open watches are kept, so that faults can reach them. */
export interface OpenWatch {
  readonly info: RequestInfo;
  readonly sink: WatchSink;
  stop(): void;
}

export const INITIAL_EVENTS_END = 'k8s.io/initial-events-end';

/** Without `timeoutSeconds` a server picks between half an hour and an hour. */
const DEFAULT_TIMEOUT_SECONDS = 1800;

/**
 * Streams changes of one kind from the asked version on. Versions already forgotten are answered by an ERROR event with 410 inside the
 * stream. Timeouts and bookmarks go by real time: they are about sockets, not about the simulated installation.
 */
export function startWatch(store: ObjectStore, info: RequestInfo, sink: WatchSink, options: WatchOptions): OpenWatch {
  const { query, resource } = info;
  const streaming = query.get('sendInitialEvents') === 'true';
  checkStreaming(info, streaming);
  const matches = matcherOf(info);
  const from = readVersion(query.get('resourceVersion') ?? '');
  const timeoutMs = (wholeNumber(query.get('timeoutSeconds')) || DEFAULT_TIMEOUT_SECONDS) * 1000;
  const bookmarks = ['1', 'true'].includes(query.get('allowWatchBookmarks') ?? '');
  const write = options.write ?? objectJson;
  const send = (type: string, object: LabObject) => sink.line(`{"type":"${type}","object":${write(viewOf(info, object))}}\n`);
  const timers: NodeJS.Timeout[] = [];
  let unsubscribe = () => {};
  let stopped = false;

  function tell(event: StoreEvent) {
    if (`${event.object.apiVersion}/${event.object.kind}` !== resource.stored || event.resourceVersion <= from) return;
    const is = event.type !== 'DELETED' && matches(event.object);
    const was = event.previous !== undefined && matches(event.previous);
    if (is) send(was ? 'MODIFIED' : 'ADDED', event.object);
    else if (was) send('DELETED', lastSeen(event));
  }

  function bookmark(annotations?: Record<string, string>) {
    const apiVersion = resource.group ? `${resource.group}/${resource.version}` : resource.version;
    const metadata = { resourceVersion: String(store.resourceVersion), ...(annotations && { annotations }) };
    sink.line(`{"type":"BOOKMARK","object":${write({ kind: resource.kind, apiVersion, metadata } as unknown as LabObject)}}\n`);
  }

  function stop() {
    if (stopped) return;
    stopped = true;
    unsubscribe();
    for (const timer of timers) clearTimeout(timer);
  }

  const watch: OpenWatch = { info, sink, stop };
  const fresh = streaming || from === 0;
  const missed = fresh ? [] : store.eventsSince(from);
  if (!missed) {
    const { body } = expired(`too old resource version: ${from} (${store.resourceVersion})`);
    sink.line(`${JSON.stringify({ type: 'ERROR', object: body })}\n`);
    sink.end();
    return watch;
  }
  if (fresh && query.get('sendInitialEvents') !== 'false') {
    for (const object of store.list(resource.stored, info.namespace)) if (matches(object)) send('ADDED', object);
  }
  for (const event of missed) tell(event);
  if (streaming && bookmarks) bookmark({ [INITIAL_EVENTS_END]: 'true' });
  unsubscribe = store.subscribe(tell);
  if (bookmarks) {
    timers.push(setInterval(() => bookmark(), options.bookmarkEveryMs));
    timers.push(setTimeout(() => bookmark(), Math.max(0, timeoutMs - 2000)));
  }
  timers.push(
    setTimeout(() => {
      stop();
      sink.end();
    }, timeoutMs),
  );
  return watch;
}

/** What left is shown as it was, with the version of its leaving. */
function lastSeen(event: StoreEvent): LabObject {
  if (event.type === 'DELETED' || !event.previous) return event.object;
  const { previous } = event;
  return { ...previous, metadata: { ...previous.metadata, resourceVersion: String(event.resourceVersion) } };
}

function checkStreaming({ query }: RequestInfo, streaming: boolean): void {
  const match = query.get('resourceVersionMatch');
  if (streaming && match !== 'NotOlderThan') {
    throw invalidOptions('ListOptions', {
      field: 'resourceVersionMatch',
      reason: 'FieldValueForbidden',
      message: 'Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
    });
  }
  if (match && !query.has('sendInitialEvents')) {
    throw invalidOptions('ListOptions', {
      field: 'resourceVersionMatch',
      reason: 'FieldValueForbidden',
      message: 'Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
    });
  }
}
