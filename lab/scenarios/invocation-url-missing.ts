import { editFunction, restoreFunction } from './edited-function';
import type { Scenario } from './scenario';

const NAME = 'onnx-wongkinyiu-yolov7';

/** The function came back from a failed deploy by itself: ready, but without the addresses the failure took away. */
export const invocationUrlMissing: Scenario = {
  id: 'invocation-url-missing',
  title: 'YOLO v7 is ready but has no address to be called at',
  expects: ['invocation-url-missing'],
  on(world) {
    editFunction(
      world,
      NAME,
      (draft) => {
        delete draft.status.internalInvocationUrls;
        delete draft.status.externalInvocationUrls;
      },
      'controller',
    );
  },
  off: (world) => restoreFunction(world, NAME),
};
