import { AppError } from '@/lib/domain/errors';
import { say } from '@/lib/domain/text';
import { functionState, isAtWork } from '@/lib/remediations/steps/function-status';
import { defineStep, notSimulated } from '@/lib/remediations/steps/step';

/** Asks Nuclio to make the function ready again from its image: addresses are written anew, nothing is built. */
export const startFunction = defineStep({
  kind: 'start-function',
  changes: true,
  title: ({ name }) => say('steps.start-function.title', { name }),
  preview: async () => notSimulated,

  async execute({ namespace, name }, { readers, writers, call }) {
    const live = await readers.functionObject(namespace, name);
    if (!live) throw new AppError('target-gone', { params: { kind: 'NuclioFunction', name } });
    await call(`PATCH /api/functions/${name} desiredState=ready`, () => writers.nuclio.startFunction({ namespace, name }));
    return { state: 'done' };
  },

  async reconcile({ namespace, name, resourceVersion }, readers) {
    const live = await readers.functionObject(namespace, name);
    if (!live) return 'undeterminable';
    if (live.metadata.resourceVersion === resourceVersion) return 'not-applied';
    const state = functionState(live);
    return isAtWork(state) || state === 'ready' ? 'applied' : 'undeterminable';
  },
});
