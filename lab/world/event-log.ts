import type { StoreEvent } from './object-store';

/** How many events are kept for watches that come back; older ones are forgotten, as a real server's watch cache does. */
const KEPT_EVENTS = 50_000;

/** The store's history and its listeners. */
export interface EventLog {
  readonly resourceVersion: number;
  /** Gives out the next version. */
  next(): number;
  append(event: StoreEvent): void;
  /** Runs a write, then tells its events; inside another write or a listener they wait for their turn. */
  settled<T>(write: () => T): T;
  subscribe(listener: (event: StoreEvent) => void): () => void;
  since(resourceVersion: number): readonly StoreEvent[] | undefined;
  compact(): void;
}

export function createEventLog(firstVersion: number): EventLog {
  const listeners = new Set<(event: StoreEvent) => void>();
  const untold: StoreEvent[] = [];
  let kept: StoreEvent[] = [];
  let version = firstVersion;
  let forgottenUpTo = firstVersion;
  let telling = false;
  let depth = 0;

  function forget(count: number) {
    forgottenUpTo = kept[count - 1]?.resourceVersion ?? forgottenUpTo;
    kept = kept.slice(count);
  }

  function tell() {
    telling = true;
    let failure: { readonly reason: unknown } | undefined;
    for (let event = untold.shift(); event; event = untold.shift()) {
      for (const listener of [...listeners]) {
        try {
          listener(event);
        } catch (reason) {
          failure ??= { reason };
        }
      }
    }
    telling = false;
    if (failure) throw failure.reason;
  }

  return {
    get resourceVersion() {
      return version;
    },
    next: () => ++version,
    append(event) {
      kept.push(event);
      // In one go every so often: dropping the first of a long array each time would cost more than the events do.
      if (kept.length > KEPT_EVENTS * 1.2) forget(kept.length - KEPT_EVENTS);
      untold.push(event);
    },
    settled(write) {
      depth++;
      let result: ReturnType<typeof write>;
      try {
        result = write();
      } finally {
        depth--;
      }
      if (depth === 0 && !telling) tell();
      return result;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    since(resourceVersion) {
      if (resourceVersion < forgottenUpTo) return undefined;
      let low = 0;
      let high = kept.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((kept[middle] as StoreEvent).resourceVersion > resourceVersion) high = middle;
        else low = middle + 1;
      }
      return kept.slice(low);
    },
    compact() {
      kept = [];
      forgottenUpTo = version;
    },
  };
}
