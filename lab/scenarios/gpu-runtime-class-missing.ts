import { DEPLOYMENT } from '../behaviour/kinds';
import { editTemplate, restore } from './restore';
import type { Scenario } from './scenario';

const NAME = 'nuclio-yolo11x-cvat-detector-gpu';

/** The model's Deployment was made anew by a deploy: the class the admin had patched in is gone, the model runs on the CPU. */
export const gpuRuntimeClassMissing: Scenario = {
  id: 'gpu-runtime-class-missing',
  title: 'A GPU model was deployed anew and lost its runtime class',
  expects: ['gpu-runtime-class-missing'],
  mayAlsoShow: ['cuda-unavailable'],
  on(world) {
    editTemplate(
      world,
      NAME,
      (template) => {
        delete template.spec.runtimeClassName;
      },
      'controller',
    );
  },
  off(world) {
    restore(world, DEPLOYMENT, world.namespace, NAME);
  },
};
