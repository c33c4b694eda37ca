import { editFunction, restoreFunction } from './edited-function';
import type { Scenario } from './scenario';

const NAME = 'onnx-wongkinyiu-yolov7';

/** A redeploy ended in an error although the old pod runs on: the state stays, the addresses are gone, nobody can call the model. */
export const functionFailedWhileServing: Scenario = {
  id: 'function-failed-while-serving',
  title: 'YOLO v7 is in state error although its pod runs; its addresses are gone',
  expects: ['function-failed'],
  mayAlsoShow: ['invocation-url-missing'],
  on(world) {
    editFunction(
      world,
      NAME,
      (draft) => {
        draft.status = {
          state: 'error',
          message: '\n',
          logs: [
            {
              level: 'error',
              message: 'Failed to deploy function',
              name: 'deployer',
              time: world.clock.now() - 240_000,
              err: 'Failed waiting for function readiness\ncontext deadline exceeded',
            },
          ],
        };
      },
      'dashboard',
    );
  },
  off: (world) => restoreFunction(world, NAME),
};
