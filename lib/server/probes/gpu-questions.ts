import 'server-only';
import type { GpuProbeFact } from '@/lib/domain/facts/models';
import type { PodFact } from '@/lib/domain/facts/pod';
import { isPodReady } from '@/lib/domain/pod-state';

/** Asking a framework loads it onto the card: not where less than this is free. */
const FREE_MIB = 2_048;

interface GpuProber {
  probe(pods: readonly PodFact[]): Promise<readonly GpuProbeFact[]>;
  askCuda(pods: readonly PodFact[], functionName: string): Promise<GpuProbeFact>;
}

/**
 * Asks the cheap questions each time, and the framework once in each pod's life: as soon as the pod is ready, where there is room for it. So every
 * model is proven without being disturbed. A pod whose framework could not be asked is not asked again by itself.
 */
export function createGpuQuestions(prober: GpuProber): { ask(pods: readonly PodFact[]): Promise<readonly GpuProbeFact[]> } {
  const asked = new Set<string>();
  return {
    ask: async (pods) => {
      const facts = await prober.probe(pods);
      const readyUids = new Set(pods.filter(isPodReady).map((pod) => pod.uid));
      for (const uid of asked) if (!pods.some((pod) => pod.uid === uid)) asked.delete(uid);
      const due = facts.filter((fact) => fact.cuda.kind === 'not-asked' && !asked.has(fact.podUid) && readyUids.has(fact.podUid) && hasRoom(fact));
      const answers = new Map<string, GpuProbeFact>();
      // One after another: they may share a card.
      for (const fact of due) {
        asked.add(fact.podUid);
        const own = pods.filter((pod) => pod.uid === fact.podUid);
        const answer = await prober.askCuda(own, fact.functionName).catch(() => undefined);
        if (answer) answers.set(fact.podUid, answer);
      }
      return facts.map((fact) => answers.get(fact.podUid) ?? fact);
    },
  };
}

/** Without a device nothing is loaded anywhere: the question is free. */
function hasRoom({ devices, cards }: GpuProbeFact): boolean {
  return devices.length === 0 || cards.some((card) => card.totalMib - card.usedMib >= FREE_MIB);
}
