import { AppError } from '@/lib/domain/errors';
import type { OperationOf } from '@/lib/domain/operation';
import type { Readers } from '@/lib/domain/ports/readers';
import { resourcePaths } from '@/lib/domain/resource-ref';
import { say } from '@/lib/domain/text';
import { type BlockingPod, blockingPod } from '@/lib/remediations/steps/blocking-pod';
import { Hopeless, pollUntil } from '@/lib/remediations/steps/poll-until';
import { rolloutState } from '@/lib/remediations/steps/rollout-state';
import { defineStep, notSimulated } from '@/lib/remediations/steps/step';

/** A pull or a first crash may pass by itself; what is still there after this will stay. */
const PATIENCE_SECONDS = 30;

/** Waits until every pod is of the new revision and available and none of the old is left. Ends early, naming the pod, when one is stuck. */
export const waitRollout = defineStep({
  kind: 'wait-rollout',
  changes: false,
  title: ({ workload }) => say('steps.wait-rollout.title', { name: workload.name }),
  preview: async () => notSimulated,

  async execute({ workload, timeoutSeconds }, { readers, clock, signal, note }) {
    const ref = { ...workload, apiVersion: resourcePaths[workload.kind].apiVersion };
    const begun = clock.now();
    /** When the verdict was said that stood already at the first look. */
    let verdictBefore: string | undefined;
    let stuck: { pod: BlockingPod; since: number } | undefined;
    const end = await pollUntil({
      clock,
      signal,
      everySeconds: 2,
      timeoutSeconds,
      late: () => say('steps.wait-rollout.late', { name: workload.name, seconds: timeoutSeconds }),
      look: async () => {
        const object = await readers.object(ref);
        if (!object) throw new AppError('target-gone', { params: { kind: workload.kind, name: workload.name } });
        const state = rolloutState(object);
        if (state.done) return state;
        const { gaveUp } = state;
        verdictBefore ??= gaveUp?.at ?? 'none';
        const isNews = gaveUp && (gaveUp.at !== verdictBefore || clock.now() - begun >= gaveUp.afterSeconds * 1000);
        if (isNews) throw new Hopeless(new AppError('cluster-failed', { text: gaveUp.text }));
        await note(state.progress);
        const pod = await stuckPod(workload, readers, begun);
        if (!pod) return undefined;
        // A crashing container runs for a moment between two crashes: what counts is the first time it was seen.
        if (stuck?.pod.pod !== pod.pod || stuck.pod.reason !== pod.reason) stuck = { pod, since: clock.now() };
        if (clock.now() - stuck.since < PATIENCE_SECONDS * 1000) return undefined;
        throw new Hopeless(new AppError('timed-out', { text: say('steps.wait-rollout.stuck', { ...pod }) }));
      },
    });
    return { state: 'done', note: end.progress };
  },

  reconcile: async () => 'not-applied',
});

async function stuckPod(workload: OperationOf<'wait-rollout'>['workload'], readers: Readers, begun: number): Promise<BlockingPod | undefined> {
  const { pods } = await readers.collect(['pods']);
  if (pods.status !== 'known') return undefined;
  const own = pods.data.filter((p) => p.namespace === workload.namespace && p.workload?.kind === workload.kind && p.workload.name === workload.name);
  // Pods of this rollout may have appeared between the patch and this step.
  return blockingPod(own, begun - 15_000);
}
