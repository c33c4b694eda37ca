import type { ModelInput } from '../world/healthy/functions';
import { putUnbuiltFunction, removeFunction } from './new-function';
import type { Scenario } from './scenario';

const MODEL: ModelInput = {
  name: 'pth-sam2-hiera-large',
  title: 'Segment Anything 2',
  type: 'interactor',
  description: 'Segment Anything 2, Hiera large',
  framework: 'pytorch',
  gpu: true,
  cpu: '4',
  memory: '12Gi',
  more: { version: '2', min_pos_points: '1' },
};
const BUILD_LOG =
  'error checking push permissions -- make sure you entered the correct tag name, and that you are authenticated correctly, and try again: checking push permission for "registry.test/team/cvat.pth-sam2-hiera-large:latest": UNAUTHORIZED: authentication required';
const MESSAGE = `Failed to deploy function\n\nError - Job failed. Job logs:\n${BUILD_LOG}\n\nCall stack:\nJob failed. Job logs:\n${BUILD_LOG}\nFailed to build processor image`;

/** A model's build could not push its image; nothing of it runs, and the failed function stays. */
export const functionFailed: Scenario = {
  id: 'function-failed',
  title: 'The build of a new model failed: the registry refused its image',
  expects: ['function-failed'],
  on(world) {
    const time = world.clock.now() - 22 * 60_000;
    putUnbuiltFunction(world, MODEL, 25, {
      state: 'error',
      message: MESSAGE,
      logs: [
        { level: 'info', message: 'Deploying function', name: 'deployer', time },
        { level: 'error', message: 'Failed to deploy function', name: 'deployer', time: time + 4_000, err: `Job failed. Job logs:\n${BUILD_LOG}` },
      ],
    });
  },
  off: (world) => removeFunction(world, MODEL.name),
};
