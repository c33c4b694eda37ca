import 'server-only';
import PQueue from 'p-queue';
import { type Clock, toIso } from '@/lib/domain/clock';
import type { NodeFact } from '@/lib/domain/facts/cluster';
import type { KvrocksFacts } from '@/lib/domain/facts/kvrocks';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { ClaimFact, FillLevel, FillLevels, LonghornFacts, MissingLevel, NodeDiskFact } from '@/lib/domain/facts/storage';
import type { KnownPart } from '@/lib/domain/part';
import type { PodExec } from '@/lib/domain/ports/pod-exec';
import { type KubeletAnswers, readKubelets } from '@/lib/k8s/kubelet-answers';
import type { KubeletStats } from '@/lib/k8s/kubelet-stats';
import { longhornBound } from '@/lib/k8s/longhorn-bound';
import type { MountedFigures } from '@/lib/k8s/parse-stats';
import { askDiskFree } from '@/lib/k8s/pod-disk-free';
import { type DiskSearch, nodeDisk, sharedDisk } from '@/lib/k8s/shared-disk';

const PARALLEL_EXECS = 3;

type Witnessed<T> = Pick<KnownPart<T>, 'data' | 'observedAt'>;

export interface FillLevelSearch extends DiskSearch {
  readonly claims: readonly ClaimFact[];
  readonly pods: readonly PodFact[];
  readonly nodes: readonly NodeFact[];
  /** Answers for the claim KVRocks itself lies on, with the time it was asked. */
  readonly kvrocks?: Witnessed<KvrocksFacts> | undefined;
  /** Bounds what nobody could measure. */
  readonly longhorn?: Witnessed<LonghornFacts> | undefined;
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

/**
 * KVRocks for its own volume, kubelets for the others, `df` in the owning pod where no kubelet tells. What none of them can measure keeps
 * Longhorn's count as a bound.
 */
export function createFillLevelReader({ kubelet, exec, clock }: FillLevelOptions): FillLevelReader {
  async function levelOf(claim: ClaimFact, search: FillLevelSearch, kubelets: KubeletAnswers, queue: PQueue, now: string): Promise<FillLevel | MissingLevel> {
    const { namespace, name } = claim;
    const node = nodeOf(claim, search.pods);
    if (claim.volumeMode === 'Block') return { namespace, claim: name, reason: 'block-volume' };
    const disk = sharedDisk(claim, node, search);
    const own = storeLevel(claim, search.kvrocks);
    if (own) return shared(own, disk);
    const measured = kubelets.figureOf(namespace, name);
    if (measured) return shared(kubeletLevel(measured.figure, measured.node, now), measured.figure.isNodeDisk ? nodeDisk(measured.node) : disk);
    const level = (await queue.add(() => askDiskFree(exec, claim, search.pods, now))) as FillLevel | MissingLevel;
    const better = node === undefined ? undefined : kubelets.obstacleOf(node);
    if (!('reason' in level)) return { ...shared(level, disk), ...(better ? { better } : {}) };
    return withRight(level, better?.right);
  }

  return {
    async levels(search) {
      const now = toIso(clock.now());
      const mounting = new Set(search.pods.filter((pod) => pod.containers.some(({ mounts }) => mounts.length > 0)).map((pod) => pod.node));
      const kubelets = await readKubelets(
        kubelet,
        search.nodes.filter((node) => mounting.has(node.name)),
      );
      const queue = new PQueue({ concurrency: PARALLEL_EXECS });
      const found = await Promise.all(search.claims.map((claim) => levelOf(claim, search, kubelets, queue, now)));
      const missing = found.filter((entry): entry is MissingLevel => 'reason' in entry);
      return {
        levels: found.filter((entry): entry is FillLevel => !('reason' in entry)),
        missing: missing.map((entry) => {
          const claim = search.claims.find(({ namespace, name }) => namespace === entry.namespace && name === entry.claim);
          const atMost = claim && longhornBound(claim, search.longhorn);
          return atMost ? { ...entry, atMost } : entry;
        }),
      };
    },
    nodeDisks: async (nodes) => (await readKubelets(kubelet, nodes)).nodeDisks(toIso(clock.now())),
  };
}

function storeLevel(claim: ClaimFact, kvrocks: FillLevelSearch['kvrocks']): Omit<FillLevel, 'sharesNodeDisk'> | undefined {
  if (!kvrocks || kvrocks.data.namespace !== claim.namespace || kvrocks.data.claim !== claim.name) return undefined;
  const { diskUsedBytes: usedBytes, diskCapacityBytes: capacityBytes, pod } = kvrocks.data;
  return { namespace: claim.namespace, claim: claim.name, usedBytes, capacityBytes, source: { kind: 'kvrocks', detail: pod }, observedAt: kvrocks.observedAt };
}

function kubeletLevel({ at, isNodeDisk: _, ...figure }: MountedFigures, node: string, now: string): Omit<FillLevel, 'sharesNodeDisk'> {
  return { ...figure, source: { kind: 'kubelet', detail: node }, observedAt: at ?? now };
}

function shared(level: Omit<FillLevel, 'sharesNodeDisk'>, disk: FillLevel['disk']): FillLevel {
  return { ...level, sharesNodeDisk: disk !== undefined, ...(disk ? { disk } : {}) };
}

/** Where it is mounted by a pod that runs; else by any. */
function nodeOf(claim: ClaimFact, pods: readonly PodFact[]): string | undefined {
  const users = pods.filter(
    (pod) => pod.namespace === claim.namespace && pod.containers.some(({ mounts }) => mounts.some((mount) => mount.claim === claim.name)),
  );
  return (users.find(({ phase }) => phase === 'Running') ?? users[0])?.node;
}

/** A claim no pod mounts has no figures anywhere; otherwise the kubelet's missing right is the better one to give. */
function withRight(missing: MissingLevel, right: string | undefined): MissingLevel {
  if (missing.reason === 'not-mounted' || right === undefined) return missing;
  return { ...missing, reason: missing.reason === 'no-df' ? 'denied' : missing.reason, missingRight: missing.missingRight ?? right };
}
