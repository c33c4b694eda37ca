'use client';

import { useSyncExternalStore } from 'react';
import { useServerTime } from '@/components/providers/server-time';

/**
 * A value derived from the server's time; the component renders again only when the value changes (a text of whole minutes: once a minute).
 * The value must be a primitive.
 */
export function useNow<T extends string | number | boolean>(derive: (now: number) => T): T {
  const time = useServerTime();
  return useSyncExternalStore(
    time.subscribe,
    () => derive(time.now()),
    () => derive(time.initial()),
  );
}
