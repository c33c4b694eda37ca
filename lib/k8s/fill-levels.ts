import 'server-only';
import PQueue from 'p-queue';
import { type Clock, toIso } from '@/lib/domain/clock';
import { type AppError, hasCode } from '@/lib/domain/errors';
import type { NodeFact } from '@/lib/domain/facts/cluster';
import type { KvrocksFacts } from '@/lib/domain/facts/kvrocks';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { ClaimFact, FillLevel, FillLevels, MissingLevel, NodeDiskFact, StorageClassFact, VolumeFact } from '@/lib/domain/facts/storage';
import type { PodExec } from '@/lib/domain/ports/pod-exec';
import type { KubeletStats } from '@/lib/k8s/kubelet-stats';
import { claimFigures, type MountedFigures, nodeDiskFigures } from '@/lib/k8s/parse-stats';
import { askDiskFree } from '@/lib/k8s/pod-disk-free';

const PARALLEL_EXECS = 3;

export interface FillLevelSearch {
  readonly claims: readonly ClaimFact[];
  readonly pods: readonly PodFact[];
  readonly nodes: readonly NodeFact[];
  readonly volumes: readonly VolumeFact[];
  readonly storageClasses: readonly StorageClassFact[];
  /** Answers for the claim KVRocks itself lies on. */
  readonly kvrocks?: KvrocksFacts | undefined;
}

export interface FillLevelReader {
  /** A level or a reason for every claim. Never throws for a single source: what fails shows as missing. */
  levels(search: FillLevelSearch): Promise<Omit<FillLevels, 'trends'>>;
  /** Disks of the nodes whose kubelet answers. Throws the first kubelet's error when none does. */
  nodeDisks(nodes: readonly NodeFact[]): Promise<readonly NodeDiskFact[]>;
}

export interface FillLevelOptions {
  readonly kubelet: KubeletStats;
  readonly exec: PodExec;
  /** The server's clock: stamps what has no time of its own. */
  readonly clock: Clock;
}

/** KVRocks for its own volume, kubelets for the others, `df` in the owning pod where no kubelet tells. */
export function createFillLevelReader({ kubelet, exec, clock }: FillLevelOptions): FillLevelReader {
  async function summaries(nodes: readonly NodeFact[]) {
    const settled = await Promise.allSettled(nodes.map((node) => kubelet.summary(node)));
    return settled.map((result, i) => ({ node: nodes[i] as NodeFact, result }));
  }

  return {
    async levels(search) {
      const now = toIso(clock.now());
      const mounting = new Set(search.pods.filter((pod) => pod.containers.some(({ mounts }) => mounts.length > 0)).map((pod) => pod.node));
      const answers = await summaries(search.nodes.filter((node) => mounting.has(node.name)));
      const figures = new Map<string, { readonly node: string; readonly figure: MountedFigures }>();
      for (const { node, result } of answers) {
        if (result.status !== 'fulfilled') continue;
        for (const figure of claimFigures(result.value)) figures.set(`${figure.namespace}/${figure.claim}`, { node: node.name, figure });
      }
      const kubeletError = answers.find(({ result }) => result.status === 'rejected')?.result as PromiseRejectedResult | undefined;
      const queue = new PQueue({ concurrency: PARALLEL_EXECS });
      const found = await Promise.all(
        search.claims.map(async (claim): Promise<FillLevel | MissingLevel> => {
          const base = { namespace: claim.namespace, claim: claim.name };
          if (claim.volumeMode === 'Block') return { ...base, reason: 'block-volume' };
          const sharesNodeDisk = isShared(claim, search);
          const own = storeLevel(claim, search.kvrocks, now);
          if (own) return { ...own, sharesNodeDisk };
          const measured = figures.get(`${claim.namespace}/${claim.name}`);
          if (measured) return kubeletLevel(measured.figure, measured.node, now, sharesNodeDisk);
          const level = (await queue.add(() => askDiskFree(exec, claim, search.pods, now))) as FillLevel | MissingLevel;
          if ('reason' in level) return withRight(level, kubeletError?.reason as AppError | undefined);
          return { ...level, sharesNodeDisk };
        }),
      );
      return { levels: found.filter((entry) => !('reason' in entry)) as FillLevel[], missing: found.filter((entry) => 'reason' in entry) as MissingLevel[] };
    },
    async nodeDisks(nodes) {
      const answers = await summaries(nodes);
      const now = toIso(clock.now());
      const disks = answers.flatMap(({ node, result }) => (result.status === 'fulfilled' ? (nodeDiskFigures(node.name, result.value, now) ?? []) : []));
      const failed = answers.find(({ result }) => result.status === 'rejected')?.result as PromiseRejectedResult | undefined;
      if (disks.length === 0 && failed) throw failed.reason;
      return disks;
    },
  };
}

function storeLevel(claim: ClaimFact, kvrocks: KvrocksFacts | undefined, now: string): Omit<FillLevel, 'sharesNodeDisk'> | undefined {
  if (!kvrocks || kvrocks.namespace !== claim.namespace || kvrocks.claim !== claim.name) return undefined;
  return {
    ...{ namespace: claim.namespace, claim: claim.name, usedBytes: kvrocks.diskUsedBytes, capacityBytes: kvrocks.diskCapacityBytes },
    ...{ source: { kind: 'kvrocks', detail: kvrocks.pod }, observedAt: now },
  };
}

function kubeletLevel({ at, isNodeDisk, ...figure }: MountedFigures, node: string, now: string, shared: boolean): FillLevel {
  return { ...figure, source: { kind: 'kubelet', detail: node }, observedAt: at ?? now, sharesNodeDisk: shared || isNodeDisk };
}

/** local-path has no size of its own, an NFS export belongs to others as well. */
function isShared(claim: ClaimFact, { volumes, storageClasses }: FillLevelSearch): boolean {
  const provisioner = storageClasses.find(({ name }) => name === claim.storageClass)?.provisioner;
  const driver = volumes.find(({ name }) => name === claim.volumeName)?.driver ?? '';
  return provisioner === 'rancher.io/local-path' || ['local', 'hostPath', 'nfs'].includes(driver) || driver.startsWith('nfs.');
}

/** A claim no pod mounts has no figures anywhere; otherwise the kubelet's missing right is the better one to give. */
function withRight(missing: MissingLevel, kubeletError: AppError | undefined): MissingLevel {
  if (missing.reason === 'not-mounted' || !hasCode(kubeletError, 'cluster-denied')) return missing;
  return { ...missing, reason: missing.reason === 'no-df' ? 'denied' : missing.reason, missingRight: missing.missingRight ?? 'get nodes/stats' };
}
