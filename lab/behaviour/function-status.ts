import { typedSpec } from '../nuclio/typed-spec';
import { secondsIso } from '../world/object-meta';
import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { resourceName } from './function-resources';
import { NUCLIO_FUNCTION } from './kinds';

const MANAGER = 'controller';

/** What the controller writes into a NuclioFunction. Its writes pass through Nuclio's types: fields of the spec that these do not have are gone. */
export interface FunctionStatus {
  /** Failure takes everything else away, addresses first: nobody shall call what does not stand. */
  fail(fn: LabObject, state: 'error' | 'unhealthy', cause: string): void;
  becomeReady(fn: LabObject, options: { readonly augmented: boolean }): void;
  becomeScaledToZero(fn: LabObject): void;
}

export function createFunctionStatus({ store, clock }: LabWorld): FunctionStatus {
  function write({ metadata }: LabObject, change: (draft: LabObject) => void) {
    store.change(NUCLIO_FUNCTION, metadata.namespace, metadata.name, MANAGER, (draft) => {
      delete draft.metadata.annotations?.['nuclio.io/force-update'];
      change(draft);
    });
  }
  const scaled = (lastScaleEvent: string) => ({ scaleToZero: { lastScaleEvent, lastScaleEventTime: secondsIso(clock.now()) } });

  return {
    fail(fn, state, cause) {
      write(fn, (draft) => {
        draft.status = { state, message: `\nError - ${cause}\n\nCall stack:\n${cause}\n` };
      });
    },
    becomeReady(fn, { augmented }) {
      const { namespace, name } = fn.metadata;
      write(fn, (draft) => {
        // With entries for its pods the document loses its time limit on the way.
        draft.spec = { ...typedSpec(draft.spec), version: -1, ...(augmented ? { eventTimeout: '' } : {}) };
        draft.status = {
          ...scaled('resourceUpdated'),
          state: 'ready',
          containerImage: fn.spec.image,
          internalInvocationUrls: [`${resourceName(name)}.${namespace}.svc.cluster.local:8080`],
        };
      });
    },
    becomeScaledToZero(fn) {
      write(fn, (draft) => {
        draft.status = { ...draft.status, ...scaled('scaleToZeroCompleted'), state: 'scaledToZero' };
      });
    },
  };
}
