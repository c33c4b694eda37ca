import type { Scenario } from './scenario';

const FUNCTION = 'pth-facebookresearch-sam-vit-h';

/** The model's image was built with a framework for the CPU: device and class are right, CUDA is not there. Only asking the framework shows it. */
export const cudaCpuBuild: Scenario = {
  id: 'cuda-cpu-build',
  title: 'Segment Anything was built with a framework for the CPU',
  expects: ['cuda-unavailable'],
  on: (world) => void world.cpuBuilds.add(FUNCTION),
  off: (world) => void world.cpuBuilds.delete(FUNCTION),
};
