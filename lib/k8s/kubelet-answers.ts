import 'server-only';
import { AppError, hasCode } from '@/lib/domain/errors';
import type { NodeFact } from '@/lib/domain/facts/cluster';
import type { BetterSource, NodeDiskFact } from '@/lib/domain/facts/storage';
import type { KubeletStats } from '@/lib/k8s/kubelet-stats';
import { claimFigures, type MountedFigures, nodeDiskFigures } from '@/lib/k8s/parse-stats';

/** What the kubelets of some nodes said, and why the others said nothing. */
export interface KubeletAnswers {
  /** The newest figures of a claim, and whose they are. */
  figureOf(namespace: string, claim: string): { readonly node: string; readonly figure: MountedFigures } | undefined;
  /** What keeps this node's kubelet from telling; undefined when it told, or is no node that was asked. */
  obstacleOf(node: string): BetterSource | undefined;
  /** Throws the first kubelet's error when none has figures. */
  nodeDisks(now: string): readonly NodeDiskFact[];
}

/** Asks each node's kubelet, all at once. Never throws. */
export async function readKubelets(kubelet: KubeletStats, nodes: readonly NodeFact[]): Promise<KubeletAnswers> {
  const answers = new Map<string, unknown>();
  const errors = new Map<string, unknown>();
  await Promise.all(
    nodes.map(async (node) => {
      try {
        answers.set(node.name, await kubelet.summary(node));
      } catch (error) {
        errors.set(node.name, error);
      }
    }),
  );
  const figures = new Map<string, { readonly node: string; readonly figure: MountedFigures }>();
  for (const [node, summary] of answers) {
    for (const figure of claimFigures(summary)) {
      const key = `${figure.namespace}/${figure.claim}`;
      if ((figures.get(key)?.figure.at ?? '') <= (figure.at ?? '')) figures.set(key, { node, figure });
    }
  }
  return {
    figureOf: (namespace, claim) => figures.get(`${namespace}/${claim}`),
    obstacleOf: (node) => (errors.has(node) ? obstacle(errors.get(node)) : undefined),
    nodeDisks(now) {
      const disks = [...answers].flatMap(([node, summary]) => nodeDiskFigures(node, summary, now) ?? []);
      const [first] = errors.values();
      if (disks.length === 0 && first !== undefined) throw first;
      return disks;
    },
  };
}

function obstacle(error: unknown): BetterSource {
  if (hasCode(error, 'cluster-denied')) return { kind: 'kubelet', obstacle: 'denied', right: 'get nodes/stats' };
  if (hasCode(error, 'not-found', 'cluster-failed')) return { kind: 'kubelet', obstacle: 'mute' };
  const isUntrusted = error instanceof AppError && error.userMessage.params?.reason === 'certificate';
  return { kind: 'kubelet', obstacle: isUntrusted ? 'untrusted' : 'unreachable' };
}
