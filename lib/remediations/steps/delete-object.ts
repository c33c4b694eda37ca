import { AppError } from '@/lib/domain/errors';
import type { LiveObject } from '@/lib/domain/ports/readers';
import { say } from '@/lib/domain/text';
import { apiCall } from '@/lib/remediations/steps/api-call';
import { objectDiff } from '@/lib/remediations/steps/object-diff';
import { refusedPreview } from '@/lib/remediations/steps/refused-preview';
import { defineStep, type StepPreview } from '@/lib/remediations/steps/step';

/** Removes an object, on the condition that it still is the planned object at the planned version. */
export const deleteObject = defineStep({
  kind: 'delete-object',
  changes: true,
  title: ({ target }) => say('steps.delete-object.title', { kind: target.kind, name: target.name }),

  async preview({ target, propagation }, { readers, dryRun }): Promise<StepPreview> {
    const object = `${target.kind}/${target.name}`;
    const live = await readers.object(target);
    if (!live) return { simulated: false, diff: [], object, warnings: [], refused: say('steps.gone', { object }) };
    try {
      const { warnings } = await dryRun.remove(target, propagation);
      return { simulated: true, diff: objectDiff(outlineOf(live), undefined), object, warnings: [...warnings] };
    } catch (error) {
      return refusedPreview(object, error);
    }
  },

  async execute({ target, propagation }, { readers, writers, call }) {
    const live = await readers.object(target);
    if (!live) return { state: 'skipped', note: say('steps.delete-object.already') };
    if (live.metadata.uid !== target.uid) throw new AppError('target-gone', { params: { kind: target.kind, name: target.name } });
    await call(apiCall('DELETE', target), () => writers.cluster.remove(target, propagation));
    return { state: 'done' };
  },

  async reconcile({ target }, readers) {
    const live = await readers.object(target);
    if (!live || live.metadata.uid !== target.uid) return 'applied';
    return 'deletionTimestamp' in live.metadata ? 'applied' : 'not-applied';
  },
});

/** Which object goes, without its whole inside: a pod's specification is a hundred lines that nobody compares. */
function outlineOf({ apiVersion, kind, metadata }: LiveObject): LiveObject {
  return { apiVersion, kind, metadata };
}
