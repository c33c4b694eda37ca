import { AppError } from '@/lib/domain/errors';
import type { OperationOf } from '@/lib/domain/operation';
import { say } from '@/lib/domain/text';
import { apiCall } from '@/lib/remediations/steps/api-call';
import { objectDiff } from '@/lib/remediations/steps/object-diff';
import { isPatchApplied, patchedPlaces, valueAt } from '@/lib/remediations/steps/patch-applied';
import { refusedPreview } from '@/lib/remediations/steps/refused-preview';
import { defineStep, type StepPreview } from '@/lib/remediations/steps/step';

/** Changes some fields of an object, on the condition that it still is the planned object at the planned version. */
export const patchObject = defineStep({
  kind: 'patch-object',
  changes: true,
  title: ({ target }) => say('steps.patch-object.title', { kind: target.kind, name: target.name }),

  async preview(operation, { readers, dryRun }): Promise<StepPreview> {
    const object = `${operation.target.kind}/${operation.target.name}`;
    const live = await readers.object(operation.target);
    if (!live) return { simulated: false, diff: [], object, warnings: [], refused: say('steps.gone', { object }) };
    try {
      const answer = await dryRun.patch(operation.target, operation.patchType, operation.body);
      return { simulated: true, diff: objectDiff(live, answer.object, writesStatus(operation)), object, warnings: [...answer.warnings] };
    } catch (error) {
      return refusedPreview(object, error);
    }
  },

  async execute(operation, { readers, writers, call }) {
    const live = await readers.object(operation.target);
    if (!live || live.metadata.uid !== operation.target.uid) {
      throw new AppError('target-gone', { params: { kind: operation.target.kind, name: operation.target.name } });
    }
    if (isPatchApplied(operation, live)) return { state: 'skipped', note: say('steps.patch-object.already') };
    await call(apiCall('PATCH', operation.target), () => writers.cluster.patch(operation.target, operation.patchType, operation.body));
    return { state: 'done' };
  },

  async reconcile(operation, readers) {
    const live = await readers.object(operation.target);
    if (!live || live.metadata.uid !== operation.target.uid) return 'undeterminable';
    return isPatchApplied(operation, live) ? 'applied' : 'not-applied';
  },

  async effect(operation, readers, at) {
    const live = await readers.object(operation.target);
    return patchedPlaces(operation)
      .slice(0, 8)
      .map(({ path, value }) => ({
        label: 'steps.evidence.field',
        observed: `${path}: ${printed(valueAt(live, path))}`,
        expected: `${path}: ${printed(value)}`,
        source: { kind: 'api-server' as const, detail: placeOf(operation) },
        at,
      }));
  },
});

/** Nuclio's resources have no status subresource: their state is changed like any other field. */
function writesStatus({ body }: OperationOf<'patch-object'>): boolean {
  return body !== null && typeof body === 'object' && 'status' in body;
}

function placeOf({ target }: OperationOf<'patch-object'>): string {
  return `${target.kind}/${target.name}`;
}

function printed(value: unknown): string {
  if (value === undefined) return '(not set)';
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 200);
}
