import 'server-only';
import type { Clock } from '@/lib/domain/clock';
import { type AppError, hasCode } from '@/lib/domain/errors';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { startDeadline } from '@/lib/k8s/deadline';
import type { ForwardStream } from '@/lib/k8s/forward/forward-stream';
import { locatePods, type PodPlace, type ServiceAddress } from '@/lib/k8s/forward/locate-pod';
import { FORWARD_RIGHT, openForward } from '@/lib/k8s/forward/open-forward';

/** From the first request to the announced channels, a second pod included. Shorter than any question waits for its answer. */
const CONNECT_MS = 6_000;
/** A Service's pods are looked up again after this, and at once when one does not let us in. */
const KNOWN_MS = 15_000;

export interface PodDoorOptions {
  readonly connection: ClusterConnection;
  readonly clock: Clock;
  readonly userAgent: string;
  readonly address: ServiceAddress;
  readonly closing: AbortSignal;
}

/**
 * Opens connections to whichever ready pod stands behind a Service. A pod that is gone or refuses is looked for anew, once. Throws
 * `endpoint-unreachable`, `cluster-*`, and `timed-out` after 6 s.
 */
export function createPodDoor({ connection, clock, userAgent, address, closing }: PodDoorOptions): () => Promise<ForwardStream> {
  let known: { readonly at: number; readonly places: Promise<readonly PodPlace[]> } | undefined;
  let turn = 0;

  async function choose(signal: AbortSignal): Promise<PodPlace> {
    if (!known || clock.now() - known.at >= KNOWN_MS) {
      const asked = { at: clock.now(), places: locatePods(connection, address, signal) };
      known = asked;
      asked.places.catch(() => {
        if (known === asked) known = undefined;
      });
    }
    const places = await known.places;
    return places[turn % places.length] as PodPlace;
  }

  return async () => {
    const deadline = startDeadline(clock, CONNECT_MS, FORWARD_RIGHT, [closing]);
    const { signal } = deadline;
    const attempt = async () => openForward({ connection, userAgent, place: await choose(signal), now: clock.now, signal });
    try {
      return await attempt().catch((error: unknown) => {
        if (!isPodsFault(error) || known === undefined) throw error;
        known = undefined;
        turn += 1;
        return attempt();
      });
    } catch (error) {
      if (isPodsFault(error)) known = undefined;
      throw signal.aborted ? signal.reason : error;
    } finally {
      deadline.met();
      deadline.release();
    }
  };
}

/** Another pod, or the same one looked up anew, may let us in. A missing right or a silent API server is the same for all of them. */
function isPodsFault(error: unknown): error is AppError {
  return hasCode(error, 'not-found', 'cluster-failed', 'cluster-invalid', 'endpoint-unreachable');
}
