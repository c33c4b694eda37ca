import 'server-only';
import type { FeedChange } from '@/lib/domain/ports/cluster-feeds';

/** Who wants to know of a feed's changes. */
export interface Listeners<T> {
  subscribe(listener: (change: FeedChange<T>) => void): () => void;
  tell(change: FeedChange<T>): void;
}

export function createListeners<T>(): Listeners<T> {
  const all = new Set<(change: FeedChange<T>) => void>();
  return {
    subscribe(listener) {
      all.add(listener);
      return () => all.delete(listener);
    },
    tell(change) {
      for (const listener of [...all]) listener(change);
    },
  };
}
