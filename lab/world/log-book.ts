import type { LabClock } from './clock';

export interface LogLine {
  readonly at: string;
  readonly line: string;
}

interface Address {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

const KEPT_LINES = 2_000;

/** What containers wrote: of the one that runs, and of the one before it. */
export interface LogBook {
  write(where: Address, line: string, previous?: boolean, at?: number): void;
  /** The running container ended: its lines are now those of the previous one. */
  rotate(where: Address): void;
  read(where: Address, previous: boolean): LogLine[] | undefined;
  follow(where: Address, onLine: (entry: LogLine) => void): () => void;
  clear(): void;
}

const keyOf = ({ namespace, pod, container }: Address) => `${namespace}/${pod}/${container}`;

export function createLogBook(clock: LabClock): LogBook {
  const current = new Map<string, LogLine[]>();
  const before = new Map<string, LogLine[]>();
  const followers = new Map<string, Set<(entry: LogLine) => void>>();

  return {
    write(where, line, previous = false, at = clock.now()) {
      const key = keyOf(where);
      const book = previous ? before : current;
      const lines = book.get(key) ?? [];
      const entry = { at: new Date(at).toISOString(), line };
      lines.push(entry);
      if (lines.length > KEPT_LINES) lines.splice(0, lines.length - KEPT_LINES);
      book.set(key, lines);
      if (!previous) for (const tell of followers.get(key) ?? []) tell(entry);
    },
    rotate(where) {
      const key = keyOf(where);
      before.set(key, current.get(key) ?? []);
      current.set(key, []);
    },
    read: (where, previous) => (previous ? before.get(keyOf(where)) : (current.get(keyOf(where)) ?? [])),
    follow(where, onLine) {
      const key = keyOf(where);
      const mine = followers.get(key) ?? new Set();
      followers.set(key, mine.add(onLine));
      return () => mine.delete(onLine);
    },
    clear() {
      current.clear();
      before.clear();
    },
  };
}
