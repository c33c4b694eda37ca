import 'server-only';
import { systemClock } from '@/lib/domain/clock';
import type { Reach } from '@/lib/domain/ports/reach';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { createReach } from '@/lib/k8s/forward/create-reach';
import type { Env } from '@/lib/server/env';

/** Inside a cluster a Service answers by its name; outside it is reached through the API server. */
export function openReach(env: Pick<Env, 'kubeconfig'>, connection: ClusterConnection | undefined, version: string): Reach {
  return createReach({ connection, clock: systemClock, version, isInCluster: connection !== undefined && env.kubeconfig === undefined });
}
