import { AppError } from '@/lib/domain/errors';
import { say } from '@/lib/domain/text';
import { functionCause, functionState, isAtWork } from '@/lib/remediations/steps/function-status';
import { pollUntil } from '@/lib/remediations/steps/poll-until';
import { defineStep, notSimulated } from '@/lib/remediations/steps/step';

/** Nuclio writes the new state before it answers; this long a resting state may still be the old one. */
const SETTLE_SECONDS = 15;

/** Waits until the function is in one of the states. Nuclio's 202 says nothing: only the state does. */
export const waitFunctionState = defineStep({
  kind: 'wait-function-state',
  changes: false,
  title: ({ name, states }) => say('steps.wait-function-state.title', { name, states: states.join(', ') }),
  preview: async () => notSimulated,

  async execute({ namespace, name, states, timeoutSeconds }, { readers, clock, signal, note }) {
    const begun = clock.now();
    let worked = false;
    const state = await pollUntil({
      clock,
      signal,
      everySeconds: 3,
      timeoutSeconds,
      late: () => say('steps.wait-function-state.late', { name, seconds: timeoutSeconds }),
      look: async () => {
        const object = await readers.functionObject(namespace, name);
        if (!object) throw new AppError('target-gone', { params: { kind: 'NuclioFunction', name } });
        const current = functionState(object);
        if (current !== undefined && states.includes(current)) return current;
        worked ||= isAtWork(current);
        if (!isAtWork(current) && (worked || clock.now() - begun >= SETTLE_SECONDS * 1000)) {
          throw new AppError('nuclio-failed', {
            text: say('steps.wait-function-state.ended', { name, state: current ?? '?', cause: functionCause(object) || '?' }),
          });
        }
        await note(say('steps.wait-function-state.progress', { state: current ?? '?' }));
        return undefined;
      },
    });
    return { state: 'done', note: say('steps.wait-function-state.done', { state }) };
  },

  reconcile: async () => 'not-applied',
});
