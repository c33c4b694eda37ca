import 'server-only';

/** How long a writer waits for its turn before it says that the file cannot be written. */
const TURN_SECONDS = 10;
const LONGEST_PAUSE_MS = 20;

/** True for an error of SQLite of that code or a finer one of its kind, e.g. SQLITE_BUSY_SNAPSHOT for SQLITE_BUSY. */
export function isSqliteCode(cause: unknown, code: string): boolean {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' && cause.code.startsWith(code);
}

/**
 * Tries again, for ten seconds, while another connection or another process holds the file's write lock, and lets this process go on meanwhile:
 * the driver's own waiting would stop it whole, and with it whoever holds the lock here. Pauses grow and differ, so that two writers do not
 * meet again and again. Throws what the driver threw last. The action must leave no statement behind that was stopped by the lock: until such
 * a one is collected, libSQL's connection commits nothing more. `exec` on a connection of `libsql` leaves none, `execute` of its client does.
 */
export async function whenFree<T>(action: () => T | Promise<T>, seconds = TURN_SECONDS): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (let pause = 1; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await action();
    } catch (cause) {
      if (!isSqliteCode(cause, 'SQLITE_BUSY') || Date.now() > deadline) throw cause;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * pause));
    }
  }
}
