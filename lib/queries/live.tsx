'use client';

import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { Beat } from '@/lib/domain/rows/live';
import type { TopicChange } from '@/lib/domain/rows/topics';
import { applyChanges, catchUp } from '@/lib/queries/apply-stream';
import { createLiveStore, type LiveState, type LiveStore } from '@/lib/queries/live-store';

const LiveContext = createContext<LiveStore | null>(null);

/**
 * Opens the tab's one event stream and feeds the query cache from it. The browser connects again by itself; when it gave up (a proxy
 * answered something else) it is opened anew. Put it once, inside the QueryClientProvider.
 */
export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient();
  const [store] = useState(() => createLiveStore(Date.now()));

  useEffect(() => {
    let boot: string | undefined;
    let source: EventSource;
    const open = () => {
      source = new EventSource('/api/stream');
      source.addEventListener('beat', (event: MessageEvent<string>) => {
        const beat = JSON.parse(event.data) as Beat;
        catchUp(client, beat, boot !== undefined && boot !== beat.boot);
        boot = beat.boot;
        store.beat(beat, Date.now());
      });
      source.addEventListener('changes', (event: MessageEvent<string>) => applyChanges(client, JSON.parse(event.data) as TopicChange[]));
    };
    open();
    const timer = setInterval(() => {
      store.tick(Date.now());
      if (source.readyState !== EventSource.CLOSED) return;
      source.close();
      open();
    }, 1_000);
    return () => {
      clearInterval(timer);
      source.close();
    };
  }, [client, store]);

  return <LiveContext value={store}>{children}</LiveContext>;
}

function useStore(): LiveStore {
  const store = useContext(LiveContext);
  if (!store) throw new Error('useLive needs a LiveProvider above it');
  return store;
}

/** How the page stands: connection, age, sources. Draws again with every beat (2 s): for headers; elsewhere take useIsLive. */
export function useLive(): LiveState {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, store.getState, store.getState);
}

/** Whether what is shown is live. Changes only when that does. */
export function useIsLive(): boolean {
  const store = useStore();
  const read = () => store.getState().live;
  return useSyncExternalStore(store.subscribe, read, read);
}

/** Milliseconds to add to Date.now() for the API server's time. */
export function useClockOffset(): number {
  const store = useStore();
  const read = () => store.getState().offsetMs;
  return useSyncExternalStore(store.subscribe, read, read);
}
