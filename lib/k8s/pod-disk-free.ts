import 'server-only';
import { hasCode } from '@/lib/domain/errors';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { ClaimFact, FillLevel, MissingLevel } from '@/lib/domain/facts/storage';
import type { ExecAddress, PodExec } from '@/lib/domain/ports/pod-exec';
import { parseDiskFree } from '@/lib/k8s/parse-df';

/** Asks `df` in a running container that mounts the claim. What cannot be asked comes back with the reason. */
export async function askDiskFree(exec: PodExec, claim: ClaimFact, pods: readonly PodFact[], now: string): Promise<FillLevel | MissingLevel> {
  const base = { namespace: claim.namespace, claim: claim.name };
  const place = mountOf(claim, pods);
  if (!place) return { ...base, reason: 'not-mounted' };
  const { where, path } = place;
  try {
    const free = parseDiskFree((await exec.ask(where, { id: 'disk-free', path })).stdout);
    if (!free) return { ...base, reason: 'no-df' };
    const { blocks, inodes } = free;
    return {
      ...{ ...base, usedBytes: blocks.used, capacityBytes: blocks.capacity, source: { kind: 'exec', detail: where.pod }, observedAt: now },
      ...(inodes ? { inodesUsed: inodes.used, inodes: inodes.capacity } : {}),
      sharesNodeDisk: false,
    };
  } catch (error) {
    if (hasCode(error, 'cluster-denied')) return { ...base, reason: 'denied', missingRight: 'create pods/exec' };
    return { ...base, reason: hasCode(error, 'exec-failed', 'invalid-input') ? 'no-df' : 'unreachable' };
  }
}

function mountOf(claim: ClaimFact, pods: readonly PodFact[]): { readonly where: ExecAddress; readonly path: string } | undefined {
  for (const pod of pods) {
    if (pod.namespace !== claim.namespace || pod.phase !== 'Running' || pod.deletingSince !== undefined) continue;
    for (const container of pod.containers) {
      const mount = container.init || container.state.kind !== 'running' ? undefined : container.mounts.find((candidate) => candidate.claim === claim.name);
      if (mount) return { where: { namespace: pod.namespace, pod: pod.name, container: container.name }, path: mount.path };
    }
  }
  return undefined;
}
