import 'server-only';
import { type Clock, toIso } from '@/lib/domain/clock';
import { AppError, hasCode } from '@/lib/domain/errors';
import type { ApiKind } from '@/lib/domain/resource-ref';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { type ApiObject, isApiObject, objectKey } from '@/lib/k8s/map/api-object';
import { createBackoff } from '@/lib/k8s/watch/backoff';
import { createHeldObjects, type WatchChange } from '@/lib/k8s/watch/held-objects';
import { type ListScope, listPages } from '@/lib/k8s/watch/list-pages';
import { createResyncPlan } from '@/lib/k8s/watch/resync-plan';
import { shareHeartbeat } from '@/lib/k8s/watch/shared-heartbeat';
import type { WatchEvent } from '@/lib/k8s/watch/watch-event';
import { createWatchRecord } from '@/lib/k8s/watch/watch-record';
import { stateAfter, type WatchState, type WatchTrouble } from '@/lib/k8s/watch/watch-status';
import { runWatchStream } from '@/lib/k8s/watch/watch-stream';

/** How long a denied watch waits before it asks again: rights do change. */
const DENIED_RETRY_SECONDS = 15;
/** The same where the server has no such kind: something may be installed later. */
const ABSENT_RETRY_SECONDS = 60;
/** So many streams in a row that opened and said nothing are an outage, though each connection was made. */
const MAX_EMPTY_RUNS = 3;

export interface WatchOptions<T> extends ListScope {
  readonly connection: ClusterConnection;
  /** The machine's clock. */
  readonly clock: Clock;
  readonly random?: () => number;
  /** Whether anybody sees what is watched; without it, somebody always does. The heartbeat is slower while nobody does. */
  readonly isLookedAt?: (() => boolean) | undefined;
  /** Keeps what is judged or shown of an object; undefined = not wanted at all. May throw: then the object is counted as skipped. */
  readonly trim: (object: ApiObject) => T | undefined;
  /** Called with everything after each list, then with what changed. Nothing it throws comes back here. */
  readonly onChange?: (change: WatchChange<T>) => void;
  readonly onState?: (state: WatchState) => void;
}

export interface ResourceWatch<T> {
  readonly kind: ApiKind;
  readonly state: WatchState;
  /** Why it is not live. */
  readonly trouble: WatchTrouble | undefined;
  /** The last moment the objects are known to have been right, ISO, by the server's clock. Undefined until the first list is whole. */
  readonly asOf: string | undefined;
  /** By `namespace/name`, or the name alone. */
  readonly objects: ReadonlyMap<string, T>;
  readonly skippedEvents: number;
  readonly errors: number;
  /** Lists and watches begun so far. */
  readonly starts: number;
  /** Resolves when it is live or has failed for the first time. */
  readonly settled: Promise<void>;
  stop(): void;
}

/**
 * Keeps the trimmed objects of one kind in step with the API server for as long as the process lives, whatever the server does: errors,
 * resets, garbage, expired versions, silence. Only `stop` ends it. State and age tell how far to trust it.
 */
export function watchResource<T>(options: WatchOptions<T>): ResourceWatch<T> {
  const { connection, clock, random = Math.random } = options;
  const stopping = new AbortController();
  const { heartbeat, release } = shareHeartbeat(connection, clock, options.isLookedAt);
  const record = createWatchRecord(clock, heartbeat, options.onState);
  const held = createHeldObjects<T>();
  const backoff = createBackoff(random);
  const resync = createResyncPlan();
  /** Where the next stream goes on; undefined = everything has to be listed. */
  let version: string | undefined;
  let streamingList = true;
  let attempt = new AbortController();
  let run = { opened: false, heard: false };
  let emptyRuns = 0;

  function keep(object: unknown): void {
    if (!isApiObject(object)) {
      record.skipped += 1;
      return;
    }
    try {
      const value = options.trim(object);
      if (value === undefined) held.remove(objectKey(object));
      else held.set(objectKey(object), value);
    } catch {
      record.skipped += 1;
    }
  }

  function tell(): void {
    const change = held.takeChange();
    if (change) record.guarded(() => options.onChange?.(change));
  }

  function completeList(listVersion: string | undefined): void {
    held.completeList();
    version = listVersion;
    resync.listed(clock.now());
    record.confirm();
    tell();
    record.setState('live');
  }

  function take(event: WatchEvent): void {
    if (event.kind === 'error') return;
    if (event.kind === 'bad') {
      record.skipped += 1;
      if (!held.listing) resync.skipped(clock.now());
      return;
    }
    if (event.kind === 'changed') keep(event.object);
    if (event.kind === 'deleted') held.remove(objectKey(event.object));
    if (held.listing) {
      if (event.kind === 'bookmark' && event.initialEventsEnd) completeList(event.version);
      return;
    }
    version = event.version ?? version;
    record.confirm();
  }

  async function start(): Promise<void> {
    attempt = new AbortController();
    run = { opened: false, heard: false };
    record.starts += 1;
    // Once the state has left `live`, only a whole list brings it back.
    if (record.state !== 'live') version = undefined;
    if (version === undefined) held.beginList();
    if (version === undefined && !streamingList) {
      completeList((await listPages(connection, options, keep, attempt.signal)) ?? '0');
    }
    await runWatchStream({
      ...{ connection, clock, random, scope: options, version, signal: attempt.signal },
      onOpen() {
        run.opened = true;
      },
      onEvents(events) {
        run.heard = true;
        for (const event of events) take(event);
        tell();
        if (resync.due(clock.now())) throw new AppError('cluster-gone', { detail: 'listing again after skipped events' });
      },
    });
    if (held.listing) throw new AppError('cluster-failed', { detail: 'the stream ended before the list was whole' });
  }

  /** What the end of a run means. Answers how many seconds the server or we ask to wait at least. */
  function judge(error: unknown): number | undefined {
    emptyRuns = run.heard ? 0 : emptyRuns + 1;
    if (error === undefined && emptyRuns < MAX_EMPTY_RUNS) return undefined;
    if (hasCode(error, 'cluster-gone')) {
      version = undefined;
      return undefined;
    }
    if (version === undefined && streamingList && heartbeat.answering !== false && hasCode(error, 'cluster-invalid', 'timed-out')) {
      // No streaming list here, or one that never ends: by pages from now on.
      streamingList = false;
      return undefined;
    }
    record.errors += 1;
    // One broken stream is no outage: it goes on from the last version, and only if that fails the state changes.
    if (record.state === 'live' && run.opened && emptyRuns < MAX_EMPTY_RUNS) return undefined;
    version = undefined;
    const after = stateAfter(error, record.confirmedAt !== undefined, heartbeat.answering === false);
    record.setState(after.state, after.trouble);
    if (after.state === 'denied') return DENIED_RETRY_SECONDS;
    if (hasCode(error, 'not-found')) return ABSENT_RETRY_SECONDS;
    return error instanceof AppError ? error.retryAfterSeconds : undefined;
  }

  async function runForever(): Promise<void> {
    while (!stopping.signal.aborted) {
      const startedAt = clock.now();
      const error = await start().then(
        () => undefined,
        (cause: unknown) => cause ?? new Error('ended without a reason'),
      );
      if (stopping.signal.aborted) return;
      const retryAfterSeconds = judge(error);
      await clock.sleep(backoff.next({ lastedMs: clock.now() - startedAt, retryAfterSeconds }), stopping.signal);
      await heartbeat.whenAnswering(stopping.signal);
    }
  }

  const off = heartbeat.onChange((answering) => {
    if (answering) return;
    version = undefined;
    if (record.state === 'live') record.setState('stale', { code: 'cluster-unreachable' });
    attempt.abort(new AppError('cluster-unreachable', { detail: 'the API server is silent' }));
  });
  runForever().catch(() => undefined);

  return {
    kind: options.kind,
    get state() {
      return record.state;
    },
    get trouble() {
      return record.trouble;
    },
    get asOf() {
      return record.confirmedAt === undefined ? undefined : toIso(record.confirmedAt + connection.skewMs);
    },
    get objects() {
      return held.objects;
    },
    get skippedEvents() {
      return record.skipped;
    },
    get errors() {
      return record.errors;
    },
    get starts() {
      return record.starts;
    },
    settled: record.settled,
    stop() {
      off();
      release();
      stopping.abort();
      attempt.abort();
    },
  };
}
