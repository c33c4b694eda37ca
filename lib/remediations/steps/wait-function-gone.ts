import { say } from '@/lib/domain/text';
import { pollUntil } from '@/lib/remediations/steps/poll-until';
import { defineStep, notSimulated } from '@/lib/remediations/steps/step';

/** Waits until neither the function nor the Deployment the controller made for it is there. */
export const waitFunctionGone = defineStep({
  kind: 'wait-function-gone',
  changes: false,
  title: ({ name }) => say('steps.wait-function-gone.title', { name }),
  preview: async () => notSimulated,

  async execute({ namespace, name, timeoutSeconds }, { readers, clock, signal, note }) {
    await pollUntil({
      clock,
      signal,
      everySeconds: 2,
      timeoutSeconds,
      late: () => say('steps.wait-function-gone.late', { name, seconds: timeoutSeconds }),
      look: async () => {
        if (await readers.functionObject(namespace, name)) return undefined;
        const deployment = await readers.object({ kind: 'Deployment', apiVersion: 'apps/v1', namespace, name: `nuclio-${name}` });
        if (!deployment) return true;
        await note(say('steps.wait-function-gone.progress'));
        return undefined;
      },
    });
    return { state: 'done' };
  },

  reconcile: async () => 'not-applied',
});
