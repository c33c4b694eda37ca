import { say } from '@/lib/domain/text';
import { defineStep, notSimulated } from '@/lib/remediations/steps/step';

/** Deletes a function through Nuclio's dashboard, so that its controller removes what belongs to it. A stale version is refused (409). */
export const deleteFunction = defineStep({
  kind: 'delete-function',
  changes: true,
  title: ({ name }) => say('steps.delete-function.title', { name }),
  preview: async () => notSimulated,

  async execute({ namespace, name, resourceVersion }, { readers, writers, call }) {
    if (!(await readers.functionObject(namespace, name))) return { state: 'skipped', note: say('steps.delete-function.already') };
    await call(`DELETE /api/functions ${namespace}/${name}`, () => writers.nuclio.deleteFunction({ namespace, name, resourceVersion }));
    return { state: 'done' };
  },

  async reconcile({ namespace, name, resourceVersion }, readers) {
    const live = await readers.functionObject(namespace, name);
    if (!live) return 'applied';
    return live.metadata.resourceVersion === resourceVersion ? 'not-applied' : 'undeterminable';
  },
});
