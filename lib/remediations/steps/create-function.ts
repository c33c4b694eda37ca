import { say } from '@/lib/domain/text';
import { defineStep, notSimulated } from '@/lib/remediations/steps/step';

/** Creates a function from a kept specification through Nuclio's dashboard. */
export const createFunction = defineStep({
  kind: 'create-function',
  changes: true,
  title: ({ name }) => say('steps.create-function.title', { name }),
  preview: async () => notSimulated,

  async execute({ namespace, name, metadata, spec }, { readers, writers, call }) {
    if (await readers.functionObject(namespace, name)) return { state: 'skipped', note: say('steps.create-function.already') };
    await call(`POST /api/functions ${namespace}/${name}`, () => writers.nuclio.createFunction({ namespace, name, metadata, spec }));
    return { state: 'done' };
  },

  reconcile: async ({ namespace, name }, readers) => ((await readers.functionObject(namespace, name)) ? 'applied' : 'not-applied'),
});
