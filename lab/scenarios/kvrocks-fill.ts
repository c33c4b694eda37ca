import { setVolumeSize } from '../behaviour/volume-expansion';
import { freshKvrocks } from '../world/fresh-state';
import { KVROCKS_CLAIM } from '../world/identity';
import type { LabWorld } from '../world/world';

/** Auto-annotation of task 19: 3,930 images whose originals all pass through the cache. */
export function runInference(world: LabWorld, progress: number): void {
  const minutesAgo = (minutes: number) => new Date(world.clock.now() - minutes * 60_000).toISOString();
  world.cvat.inference = [
    {
      id: 'action=autoannotate&target=task&id=19',
      functionId: 'yolo11x-cvat-detector-gpu',
      task: 19,
      status: 'started',
      progress,
      enqueuedAt: minutesAgo(96),
      startedAt: minutesAgo(95),
      error: undefined,
    },
  ];
}

/** KVRocks as it was, on a volume of its healthy size, with nothing running. */
export function emptyKvrocks(world: LabWorld): void {
  setVolumeSize(world, world.namespace, KVROCKS_CLAIM, '100Gi');
  Object.assign(world.kvrocks, freshKvrocks());
  world.cvat.inference = [];
}
