import { editFunction, restoreFunction } from './edited-function';
import type { Scenario } from './scenario';

const NAME = 'pth-foolwood-siammask';

/** CVAT reads the description of every function without looking whether there is one: one is missing, the whole list answers 500. */
export const functionBreaksList: Scenario = {
  id: 'function-breaks-list',
  title: 'One function without a description makes CVAT’s whole list of models fail',
  expects: ['function-breaks-list'],
  on: (world) =>
    editFunction(world, NAME, (draft) => {
      delete draft.spec.description;
    }),
  off: (world) => restoreFunction(world, NAME),
};
