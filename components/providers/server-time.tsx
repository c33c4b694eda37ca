'use client';

import { createContext, type ReactNode, useContext, useState } from 'react';
import { createServerTimeStore, type ServerTimeStore } from '@/components/providers/server-time-store';

const ServerTimeContext = createContext<ServerTimeStore | null>(null);

/** Gives everything below the server's time: `now` is the server's clock at the moment the page was made. */
export function ServerTime({ now, children }: { now: number; children: ReactNode }) {
  const [store] = useState(() => createServerTimeStore(now));
  return <ServerTimeContext value={store}>{children}</ServerTimeContext>;
}

/** The store itself, for the stream that keeps it right. */
export function useServerTime(): ServerTimeStore {
  const store = useContext(ServerTimeContext);
  if (!store) throw new Error('useServerTime needs <ServerTime> above it');
  return store;
}
