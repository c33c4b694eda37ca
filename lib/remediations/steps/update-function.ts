import { AppError } from '@/lib/domain/errors';
import { say } from '@/lib/domain/text';
import { objectDiff } from '@/lib/remediations/steps/object-diff';
import { isPatchApplied } from '@/lib/remediations/steps/patch-applied';
import { defineStep } from '@/lib/remediations/steps/step';

/** Replaces a function's whole specification through Nuclio's dashboard, without building. An empty version asks for no precondition. */
export const updateFunction = defineStep({
  kind: 'update-function',
  changes: true,
  title: ({ name }) => say('steps.update-function.title', { name }),

  async preview({ namespace, name, spec }, { readers }) {
    const live = await readers.functionObject(namespace, name);
    const object = `NuclioFunction/${name}`;
    if (!live) return { simulated: false, diff: [], object, warnings: [], refused: say('steps.gone', { object }) };
    return { simulated: false, diff: objectDiff(live, { ...live, spec: spec as Record<string, unknown> }), object, warnings: [] };
  },

  async execute({ namespace, name, resourceVersion, metadata, spec }, { readers, writers, call }) {
    const live = await readers.functionObject(namespace, name);
    if (!live) throw new AppError('target-gone', { params: { kind: 'NuclioFunction', name } });
    await call(`PUT /api/functions/${name}`, () => writers.nuclio.updateFunction({ namespace, name, resourceVersion, metadata, spec }));
    return { state: 'done' };
  },

  async reconcile({ namespace, name, resourceVersion, spec }, readers) {
    const live = await readers.functionObject(namespace, name);
    if (!live) return 'undeterminable';
    if (resourceVersion !== '' && live.metadata.resourceVersion === resourceVersion) return 'not-applied';
    // Nuclio clears the build section's mode and adds fields of its own: what was sent has to be there, no more.
    const { build: _, ...sent } = spec as Record<string, unknown>;
    return isPatchApplied({ patchType: 'merge', body: { spec: sent } as never }, live) ? 'applied' : 'undeterminable';
  },
});
