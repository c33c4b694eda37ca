import 'server-only';
import type { Clock } from '@/lib/domain/clock';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { type Heartbeat, startHeartbeat } from '@/lib/k8s/watch/heartbeat';

const shared = new WeakMap<ClusterConnection, { readonly heartbeat: Heartbeat; users: number }>();

/** The connection's one heartbeat, started by its first user, who says whether somebody looks. Call `release` once when done: the last one stops it. */
export function shareHeartbeat(connection: ClusterConnection, clock: Clock, isLookedAt?: () => boolean): { readonly heartbeat: Heartbeat; release(): void } {
  const entry = shared.get(connection) ?? { heartbeat: startHeartbeat(connection, clock, isLookedAt), users: 0 };
  shared.set(connection, entry);
  entry.users += 1;
  return {
    heartbeat: entry.heartbeat,
    release() {
      entry.users -= 1;
      if (entry.users > 0) return;
      entry.heartbeat.stop();
      shared.delete(connection);
    },
  };
}
