import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { asJson } from './typed-spec';

/** Seconds per image, as the installation's note measured its detector. */
const GPU_SECONDS = 0.08;
const CPU_SECONDS = 2.9;

/** How long the model would take for one image: fast only where a GPU is asked for, its device is in the container and CUDA works. */
export function inferenceSeconds(world: LabWorld, fn: LabObject): number {
  const limits = asJson(asJson(asJson(fn.spec).resources).limits);
  const gpu = world.gpus.get(fn.metadata.name);
  return Number(limits['nvidia.com/gpu'] ?? 0) > 0 && gpu?.devices === true && gpu.cuda ? GPU_SECONDS : CPU_SECONDS;
}

/** What a handler gives back, by the kind CVAT knows the function as: one finding of its first label, a mask, or nothing. */
export function inferenceAnswer(fn: LabObject): unknown {
  const annotations = fn.metadata.annotations ?? {};
  if (annotations.type === 'detector') {
    const [label] = labelNames(annotations.spec);
    return label === undefined ? [] : [{ label, type: 'rectangle', points: [120, 80, 260, 310], confidence: '0.91' }];
  }
  if (annotations.type === 'interactor') return { mask: [[0, 1, 1, 0]] };
  if (annotations.type === 'tracker') return { shapes: [[120, 80, 260, 310]], states: [{}] };
  return [];
}

function labelNames(spec: string | undefined): string[] {
  try {
    const labels: unknown = JSON.parse(spec || '[]');
    return Array.isArray(labels) ? labels.flatMap((label) => (typeof asJson(label).name === 'string' ? [asJson(label).name as string] : [])) : [];
  } catch {
    return [];
  }
}
