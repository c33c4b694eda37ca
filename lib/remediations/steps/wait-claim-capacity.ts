import { AppError } from '@/lib/domain/errors';
import type { LiveObject } from '@/lib/domain/ports/readers';
import { readQuantity } from '@/lib/domain/quantity';
import { say } from '@/lib/domain/text';
import { Hopeless, pollUntil } from '@/lib/remediations/steps/poll-until';
import { defineStep, notSimulated } from '@/lib/remediations/steps/step';

interface ClaimStatus {
  readonly capacity?: { readonly storage?: string };
  readonly allocatedResourceStatuses?: { readonly storage?: string };
  readonly conditions?: readonly { readonly type: string; readonly status: string; readonly message?: string }[];
}

/** Waits until the claim really is as large as it was asked to be, and nothing of the expansion is left to do. */
export const waitClaimCapacity = defineStep({
  kind: 'wait-claim-capacity',
  changes: false,
  title: ({ name }) => say('steps.wait-claim-capacity.title', { name }),
  preview: async () => notSimulated,

  async execute({ namespace, name, bytes, timeoutSeconds }, { readers, clock, signal, note }) {
    const capacity = await pollUntil({
      clock,
      signal,
      everySeconds: 3,
      timeoutSeconds,
      late: () => say('steps.wait-claim-capacity.late', { name, seconds: timeoutSeconds }),
      look: async () => {
        const claim = await readers.object({ kind: 'PersistentVolumeClaim', apiVersion: 'v1', namespace, name });
        if (!claim) throw new AppError('target-gone', { params: { kind: 'PersistentVolumeClaim', name } });
        const status = (claim.status ?? {}) as ClaimStatus;
        refuseInfeasible(status, name);
        const has = readQuantity(status.capacity?.storage);
        if (has !== undefined && has >= BigInt(bytes) && !isResizing(status)) return status.capacity?.storage ?? '';
        await note(say('steps.wait-claim-capacity.progress', { capacity: status.capacity?.storage ?? '?', state: stateOf(claim) }));
        return undefined;
      },
    });
    return { state: 'done', note: say('steps.wait-claim-capacity.done', { capacity }) };
  },

  reconcile: async () => 'not-applied',
});

function isResizing(status: ClaimStatus): boolean {
  return status.conditions?.some((c) => c.status === 'True' && (c.type === 'Resizing' || c.type === 'FileSystemResizePending')) ?? false;
}

/** The driver has said no for good; waiting would not change it. */
function refuseInfeasible(status: ClaimStatus, name: string): void {
  const state = status.allocatedResourceStatuses?.storage;
  if (state === undefined || !/Infeasible$|Failed$/.test(state)) return;
  const why = status.conditions?.find((c) => /ResizeError$/.test(c.type))?.message ?? state;
  throw new Hopeless(new AppError('cluster-failed', { text: say('steps.wait-claim-capacity.infeasible', { name, reason: why.slice(0, 300) }) }));
}

function stateOf(claim: LiveObject): string {
  const status = (claim.status ?? {}) as ClaimStatus;
  return status.allocatedResourceStatuses?.storage ?? status.conditions?.find((c) => c.status === 'True')?.type ?? 'waiting';
}
