import 'server-only';
import { type Clock, systemClock } from '@/lib/domain/clock';

/** The API server's clock: ages are measured by it, so a skewed machine shows right ones. `skewMs` is asked each time. */
export function createClusterClock(skewMs: () => number, local: Clock = systemClock): Clock {
  return { now: () => local.now() + skewMs(), sleep: (ms, signal) => local.sleep(ms, signal) };
}
