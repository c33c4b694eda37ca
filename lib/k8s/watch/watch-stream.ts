import 'server-only';
import type { Clock } from '@/lib/domain/clock';
import { AppError } from '@/lib/domain/errors';
import { errorOfAnswer } from '@/lib/k8s/api-error';
import { apiPath, rightOf } from '@/lib/k8s/api-path';
import type { ClusterConnection } from '@/lib/k8s/connection';
import type { ListScope } from '@/lib/k8s/watch/list-pages';
import { readLines } from '@/lib/k8s/watch/read-lines';
import { parseWatchEvent, type WatchEvent } from '@/lib/k8s/watch/watch-event';

/** Bookmarks come about once a minute: a stream without a line for longer than this is dead. */
const IDLE_MS = 90_000;
/** While the first objects are sent there is always something to send. */
const IDLE_WHILE_LISTING_MS = 20_000;
const OPEN_MS = 10_000;
const ROTATE_SECONDS = 300;

export interface WatchStreamOptions {
  readonly connection: ClusterConnection;
  readonly clock: Clock;
  readonly random: () => number;
  readonly scope: ListScope;
  /** Where to go on; absent = send everything first (streaming list). */
  readonly version: string | undefined;
  readonly signal: AbortSignal;
  onOpen(): void;
  /** The events one chunk completed. Throwing ends the stream with that error. */
  onEvents(events: readonly WatchEvent[]): void;
}

/**
 * One watch request, until the server closes it (resolves) or it fails (rejects: the connection's errors, `timed-out` when it went silent,
 * `cluster-gone` for a 410 inside the stream).
 */
export async function runWatchStream(options: WatchStreamOptions): Promise<void> {
  const { connection, clock, scope, version } = options;
  const right = rightOf('watch', scope.kind);
  const guard = startIdleGuard(clock, version === undefined ? IDLE_WHILE_LISTING_MS : IDLE_MS, right, options.signal);
  try {
    const body = await connection.stream({
      path: apiPath(scope.kind, { namespace: scope.namespace }),
      right,
      query: {
        watch: 1,
        allowWatchBookmarks: true,
        timeoutSeconds: Math.round(ROTATE_SECONDS * (1 + options.random())),
        labelSelector: scope.labelSelector,
        fieldSelector: scope.fieldSelector,
        ...(version === undefined ? { sendInitialEvents: true, resourceVersionMatch: 'NotOlderThan' } : { resourceVersion: version }),
      },
      timeoutMs: OPEN_MS,
      signal: guard.signal,
    });
    options.onOpen();
    let tooLong = 0;
    const countTooLong = () => {
      tooLong += 1;
    };
    for await (const lines of readLines(body, countTooLong)) {
      const events: WatchEvent[] = lines.map(parseWatchEvent);
      for (; tooLong > 0; tooLong -= 1) events.push({ kind: 'bad' });
      if (events.some((event) => event.kind === 'bookmark' && event.initialEventsEnd)) guard.setLimit(IDLE_MS);
      guard.heard();
      options.onEvents(events);
      const failure = events.find((event) => event.kind === 'error');
      if (failure) throw errorOfAnswer(failure.status, failure.text, right, undefined);
    }
  } catch (cause) {
    if (guard.signal.aborted) throw guard.signal.reason;
    throw cause instanceof AppError ? cause : new AppError('cluster-unreachable', { params: { right }, detail: `${right}: stream broke`, cause });
  } finally {
    guard.end();
  }
}

function startIdleGuard(clock: Clock, firstLimitMs: number, right: string, outer: AbortSignal) {
  const controller = new AbortController();
  const timer = new AbortController();
  const follow = () => controller.abort(outer.reason);
  if (outer.aborted) follow();
  else outer.addEventListener('abort', follow, { once: true });
  let limitMs = firstLimitMs;
  let heardAt = clock.now();
  const watch = async () => {
    for (let left = limitMs; left > 0; left = heardAt + limitMs - clock.now()) await clock.sleep(left, timer.signal);
    controller.abort(new AppError('timed-out', { params: { right, seconds: Math.round(limitMs / 1000) }, detail: `${right}: silent for ${limitMs} ms` }));
  };
  watch().catch(() => undefined);
  return {
    signal: controller.signal,
    heard: () => {
      heardAt = clock.now();
    },
    setLimit: (ms: number) => {
      limitMs = ms;
    },
    end: () => {
      timer.abort();
      outer.removeEventListener('abort', follow);
    },
  };
}
