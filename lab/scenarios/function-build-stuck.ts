import type { ModelInput } from '../world/healthy/functions';
import { putUnbuiltFunction, removeFunction } from './new-function';
import type { Scenario } from './scenario';

const MODEL: ModelInput = {
  name: 'pth-mmpose-hrnet32',
  title: 'HRNet',
  type: 'interactor',
  description: 'HRNet 32, human pose',
  framework: 'pytorch',
  gpu: false,
  cpu: '2',
  memory: '4Gi',
  more: { version: '2', min_pos_points: '1' },
};

/** The dashboard was restarted while it built: no process and no Job is left that could end the build, and the function can be neither updated nor deleted. */
export const functionBuildStuck: Scenario = {
  id: 'function-build-stuck',
  title: 'A model has been building for 47 minutes and nobody builds it any more',
  expects: ['function-build-stuck'],
  on(world) {
    world.abandonedBuilds.add(MODEL.name);
    putUnbuiltFunction(world, MODEL, 47, { state: 'building' });
  },
  off(world) {
    world.abandonedBuilds.delete(MODEL.name);
    removeFunction(world, MODEL.name);
  },
};
