import { z } from 'zod';
import { AppError } from '@/lib/domain/errors';
import type { PodFact } from '@/lib/domain/facts/pod';
import { podsOfFunction } from '@/lib/domain/pods-of-function';
import { say } from '@/lib/domain/text';
import { pollUntil } from '@/lib/remediations/steps/poll-until';
import { defineStep, notSimulated } from '@/lib/remediations/steps/step';

/** Version, CUDA it was built for, whether CUDA works, devices, framework: see the script lib/k8s runs in the container. */
const answerSchema = z.tuple([z.string(), z.string().nullable(), z.boolean(), z.number()]).rest(z.unknown());

/** Asks the framework inside the function's running pod whether it reaches CUDA. A container that cannot be asked proves nothing: skipped. */
export const askCuda = defineStep({
  kind: 'ask-cuda',
  changes: false,
  title: ({ name }) => say('steps.ask-cuda.title', { name }),
  preview: async () => notSimulated,

  async execute({ namespace, name, timeoutSeconds }, { readers, exec, clock, signal }) {
    const pod = await pollUntil({
      clock,
      signal,
      everySeconds: 2,
      timeoutSeconds,
      late: () => say('steps.ask-cuda.noPod', { name }),
      look: async () => {
        const { pods } = await readers.collect(['pods']);
        if (pods.status !== 'known') throw new AppError(pods.reason);
        return podsOfFunction({ namespace, name }, pods.data).find(isReady);
      },
    });
    const container = pod.containers.find((c) => c.name === 'nuclio' && !c.init) ?? pod.containers.find((c) => !c.init);
    const cannotTell = { state: 'skipped', note: say('steps.ask-cuda.cannotTell', { pod: pod.name }) } as const;
    if (!container) return cannotTell;
    const answer = await exec.ask({ namespace, pod: pod.name, container: container.name }, { id: 'framework-cuda' }).catch(() => undefined);
    const told = answerSchema.safeParse(lastJson(answer?.stdout));
    if (answer?.exitCode !== 0 || !told.success || told.data[0] === '') return cannotTell;
    const [version, builtFor, works, devices] = told.data;
    if (works) return { state: 'done', note: say('steps.ask-cuda.true', { version, devices }) };
    const text = builtFor === null ? say('steps.ask-cuda.cpuBuild', { version, pod: pod.name }) : say('steps.ask-cuda.false', { version, pod: pod.name });
    throw new AppError('exec-failed', { text });
  },

  reconcile: async () => 'not-applied',
});

function isReady(pod: PodFact): boolean {
  return pod.deletingSince === undefined && pod.conditions.some((c) => c.type === 'Ready' && c.status === 'True');
}

function lastJson(stdout: string | undefined): unknown {
  try {
    return JSON.parse(stdout?.trim().split('\n').at(-1) ?? '');
  } catch {
    return undefined;
  }
}
