import 'server-only';

/** What changed since the last time it was told. Keys are `namespace/name`, or the name alone. */
export interface WatchChange<T> {
  readonly changed: ReadonlyMap<string, T>;
  readonly removed: readonly string[];
}

/** The trimmed objects of one watch. During a re-list the old ones stay in view until the new ones are complete. */
export interface HeldObjects<T> {
  readonly objects: ReadonlyMap<string, T>;
  /** Begins to gather anew: what is set from now on replaces everything once `completeList` is called. */
  beginList(): void;
  /** The list is whole: what it did not bring is gone, also what was deleted while nobody looked. */
  completeList(): void;
  readonly listing: boolean;
  set(key: string, value: T): void;
  remove(key: string): void;
  /** Changes not yet told, or undefined for none; nothing is told while a list is incomplete. */
  takeChange(): WatchChange<T> | undefined;
}

export function createHeldObjects<T>(): HeldObjects<T> {
  let objects = new Map<string, T>();
  let gathering: Map<string, T> | undefined;
  let changed = new Map<string, T>();
  let removed = new Set<string>();

  function note(key: string, value: T): void {
    removed.delete(key);
    changed.set(key, value);
  }

  return {
    get objects() {
      return objects;
    },
    get listing() {
      return gathering !== undefined;
    },
    beginList() {
      gathering = new Map();
    },
    completeList() {
      if (!gathering) return;
      const before = objects;
      objects = gathering;
      gathering = undefined;
      for (const [key, value] of objects) note(key, value);
      for (const key of before.keys()) {
        if (objects.has(key)) continue;
        changed.delete(key);
        removed.add(key);
      }
    },
    set(key, value) {
      (gathering ?? objects).set(key, value);
      if (!gathering) note(key, value);
    },
    remove(key) {
      const existed = (gathering ?? objects).delete(key);
      if (gathering || !existed) return;
      changed.delete(key);
      removed.add(key);
    },
    takeChange() {
      if (gathering || (changed.size === 0 && removed.size === 0)) return undefined;
      const change = { changed, removed: [...removed] };
      changed = new Map();
      removed = new Set();
      return change;
    },
  };
}
