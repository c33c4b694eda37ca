import type { Operation, OperationKind } from '@/lib/domain/operation';
import { askCuda } from '@/lib/remediations/steps/ask-cuda';
import { createFunction } from '@/lib/remediations/steps/create-function';
import { deleteFunction } from '@/lib/remediations/steps/delete-function';
import { deleteObject } from '@/lib/remediations/steps/delete-object';
import { kvrocksAwaitWrites } from '@/lib/remediations/steps/kvrocks-await-writes';
import { kvrocksCompact } from '@/lib/remediations/steps/kvrocks-compact';
import { kvrocksFlush } from '@/lib/remediations/steps/kvrocks-flush';
import { kvrocksPurgeArchive } from '@/lib/remediations/steps/kvrocks-purge-archive';
import { patchObject } from '@/lib/remediations/steps/patch-object';
import { startFunction } from '@/lib/remediations/steps/start-function';
import type { Step } from '@/lib/remediations/steps/step';
import { updateFunction } from '@/lib/remediations/steps/update-function';
import { waitClaimCapacity } from '@/lib/remediations/steps/wait-claim-capacity';
import { waitFunctionGone } from '@/lib/remediations/steps/wait-function-gone';
import { waitFunctionState } from '@/lib/remediations/steps/wait-function-state';
import { waitRollout } from '@/lib/remediations/steps/wait-rollout';

const steps: { readonly [K in OperationKind]: Step<K> } = {
  'patch-object': patchObject,
  'delete-object': deleteObject,
  'wait-rollout': waitRollout,
  'wait-claim-capacity': waitClaimCapacity,
  'wait-function-state': waitFunctionState,
  'wait-function-gone': waitFunctionGone,
  'delete-function': deleteFunction,
  'create-function': createFunction,
  'start-function': startFunction,
  'update-function': updateFunction,
  'ask-cuda': askCuda,
  'kvrocks-purge-archive': kvrocksPurgeArchive,
  'kvrocks-await-writes': kvrocksAwaitWrites,
  'kvrocks-compact': kvrocksCompact,
  'kvrocks-flush': kvrocksFlush,
};

/** The step that knows this operation's kind. The kind picks the entry, so the pair always fits, which the compiler cannot follow. */
export function stepFor(operation: Operation): Step<OperationKind> {
  return steps[operation.kind] as unknown as Step<OperationKind>;
}
