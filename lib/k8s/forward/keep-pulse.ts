import 'server-only';
import type { Clock } from '@/lib/domain/clock';
import type { ForwardStream } from '@/lib/k8s/forward/forward-stream';

/** A connection whose other end is gone without a word is found out in two of these at most. */
const PULSE_MS = 2_500;

/**
 * Ends the stream when its other end stops answering: a frozen API server keeps every connection open. Whoever waits for an answer then learns in time
 * that the way broke, and does not take the silence for that of the pod. Resolves when the stream is closed.
 */
export async function keepPulse(stream: ForwardStream, clock: Clock): Promise<void> {
  const closed = new AbortController();
  stream.once('close', () => closed.abort());
  while (!stream.destroyed) {
    const askedAt = clock.now();
    stream.ping();
    await clock.sleep(PULSE_MS, closed.signal).catch(() => undefined);
    if (stream.lastHeardAt < askedAt) stream.destroy();
  }
}
