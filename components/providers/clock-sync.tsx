'use client';

import { useEffect } from 'react';
import { useServerTime } from '@/components/providers/server-time';
import { useClockOffset, useLive } from '@/lib/queries/live';

/** Sets the page's clock by the stream's heartbeats. Draws nothing. */
export function ClockSync() {
  const time = useServerTime();
  const offsetMs = useClockOffset();
  const isOpen = useLive().connection === 'open';
  useEffect(() => {
    if (isOpen) time.sync(Date.now() + offsetMs);
  }, [isOpen, offsetMs, time]);
  return null;
}
