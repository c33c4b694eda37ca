import { editFunction, restoreFunction } from './edited-function';
import type { Scenario } from './scenario';

const NAME = 'onnx-wongkinyiu-yolov7';

/** A type CVAT does not know: it skips the function and says so only in its log. */
export const functionHidden: Scenario = {
  id: 'function-hidden',
  title: 'CVAT does not list YOLO v7: its type annotation has a typing mistake',
  expects: ['function-hidden'],
  on: (world) =>
    editFunction(world, NAME, (draft) => {
      draft.metadata.annotations = { ...draft.metadata.annotations, type: 'detecter' };
    }),
  off: (world) => restoreFunction(world, NAME),
};
