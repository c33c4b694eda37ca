import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { LonghornFacts } from '@/lib/domain/facts/storage';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { listDirect } from '@/lib/k8s/direct-list';
import { longhornDisks, longhornFacts, longhornReplica, longhornSetting, longhornVolume } from '@/lib/k8s/map/longhorn';

/** Longhorn's figures, read now. Throws `not-found` where Longhorn is not in use. */
export async function readLonghornFacts(connection: ClusterConnection, namespace = 'longhorn-system'): Promise<LonghornFacts> {
  const [volumes, replicas, disks, settings] = await Promise.all([
    listDirect(connection, { kind: 'LonghornVolume', namespace }, longhornVolume),
    listDirect(connection, { kind: 'LonghornReplica', namespace }, longhornReplica),
    listDirect(connection, { kind: 'LonghornNode', namespace }, longhornDisks),
    listDirect(connection, { kind: 'LonghornSetting', namespace }, longhornSetting),
  ]);
  const facts = longhornFacts({ volumes, replicas, disks, settings });
  if (!facts) throw new AppError('not-found', { detail: 'Longhorn has no disks' });
  return facts;
}
