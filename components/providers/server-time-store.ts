export interface ServerTimeStore {
  /** Milliseconds since the epoch on the server's clock, whole seconds. */
  now(): number;
  /** What the page was made with: the same in the server's markup and at hydration. */
  initial(): number;
  /** A newer word of the server's clock, for instance from a heartbeat. */
  sync(serverNow: number): void;
  /** Called once a second while anybody listens. */
  subscribe(listener: () => void): () => void;
}

/**
 * The server's clock in the browser: taken from the page, carried on by the browser's steady clock (never by its wall clock, which may be
 * wrong), corrected by heartbeats. One timer for all ages on the page.
 */
export function createServerTimeStore(initial: number): ServerTimeStore {
  const listeners = new Set<() => void>();
  let base = initial;
  let baseAt = performance.now();
  let current = initial;
  let timer: ReturnType<typeof setInterval> | undefined;

  const tick = () => {
    current = Math.floor((base + performance.now() - baseAt) / 1000) * 1000;
    for (const listener of listeners) listener();
  };
  return {
    now: () => current,
    initial: () => initial,
    sync(serverNow) {
      base = serverNow;
      baseAt = performance.now();
      tick();
    },
    subscribe(listener) {
      listeners.add(listener);
      timer ??= setInterval(tick, 1000);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}
