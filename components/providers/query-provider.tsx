'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';

/**
 * What the browser thinks of the network says nothing about the way to Loupe, and a change that was asked for now must not be sent when somebody opens
 * the lid again: without an answer it fails, and says so.
 */
const networkMode = 'always';

/** One query cache per tab. Reads never repeat on focus: the stream keeps them fresh. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(() => new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false, networkMode }, mutations: { networkMode } } }));
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
