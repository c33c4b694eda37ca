import type { Operation } from '../../../lib/domain/operation';
import type { RunRecord } from '../../../lib/domain/ports/stores';
import { isPatchApplied } from '../../../lib/remediations/steps/patch-applied';
import { type AuditedRequest, changedTheCluster } from '../../../rig/audit-log';
import type { Rig } from '../../../rig/start-rig';
import { accounts } from '../accounts';
import { NAMESPACE } from '../stage';

/** What a run says of one of its changing steps. */
type Said = 'made' | 'not-made' | 'cannot-tell';
/** What is known without Loupe: its request in the audit log, or the change in the object. `lost` = the API server died with the answer, and the object cannot tell. */
type Known = 'made' | 'not-made' | 'lost';

export interface StepTruth {
  readonly step: string;
  readonly said: Said;
  readonly known: Known;
}

/** Each changing step of a run: what it says of itself, and what the cluster and its audit log since `position` say. */
export async function truthOf(rig: Rig, run: RunRecord, position: number): Promise<StepTruth[]> {
  const requests = await rig.auditLog.since(position);
  return Promise.all(
    run.plan.steps
      .filter(({ operation }) => isChange(operation))
      .map(async ({ id, operation }) => ({ step: id, said: saidOf(run, id), known: await knownOf(rig, operation, requests) })),
  );
}

/** True unless the run claims something that is not so. That it cannot tell is never a lie. */
export function isHonest({ said, known }: StepTruth): boolean {
  return said === 'cannot-tell' || known === 'lost' || said === known;
}

function isChange({ kind }: Operation): boolean {
  return !kind.startsWith('wait-') && kind !== 'ask-cuda' && kind !== 'kvrocks-await-writes';
}

function saidOf(run: RunRecord, id: string): Said {
  const step = run.steps.find((one) => one.id === id);
  const found = step?.note?.key.startsWith('steps.unanswered.') ? step.note.key.split('.').at(-1) : undefined;
  if (found === 'applied') return 'made';
  if (found === 'not-applied') return 'not-made';
  if (found !== undefined || step?.state === 'unknown') return 'cannot-tell';
  // A step that is skipped because it is done already says nothing of who did it.
  return step?.state === 'done' ? 'made' : 'not-made';
}

async function knownOf(rig: Rig, operation: Operation, requests: readonly AuditedRequest[]): Promise<Known> {
  const own = requests.filter(({ user }) => Object.values(accounts).includes(user));
  switch (operation.kind) {
    case 'patch-object': {
      const { target } = operation;
      const asked = own.some((one) => changedTheCluster(one) && one.verb === 'patch' && one.name === target.name && one.namespace === target.namespace);
      if (asked) return 'made';
      const live = JSON.parse(await rig.kubectl('-n', target.namespace ?? NAMESPACE, 'get', target.kind, target.name, '-o', 'json')) as never;
      return isPatchApplied(operation, live) ? 'made' : 'not-made';
    }
    case 'delete-object': {
      const { target } = operation;
      const left = await rig.kubectl(
        '-n',
        target.namespace ?? NAMESPACE,
        'get',
        target.kind,
        target.name,
        '--ignore-not-found',
        '-o',
        'jsonpath={.metadata.uid}',
      );
      return left === target.uid ? 'not-made' : 'made';
    }
    case 'start-function':
    case 'update-function':
    case 'delete-function':
    case 'create-function': {
      // Nuclio's stand-in writes the resource in Loupe's stead.
      const written = requests.some(
        (one) => one.userAgent === 'nuclio-stand-in' && changedTheCluster(one) && one.resource === 'nucliofunctions' && one.name === operation.name,
      );
      return written ? 'made' : 'not-made';
    }
    default: {
      const words =
        { 'kvrocks-purge-archive': '-delete', 'kvrocks-compact': 'COMPACT', 'kvrocks-flush': 'FLUSHDB' }[operation.kind as string] ?? operation.kind;
      const begun = own.some((one) => one.subresource === 'exec' && decodeURIComponent(one.uri).includes(words));
      // An exec that was cut off is not in the log: whether its program ran, nobody but the store knows.
      return begun ? 'made' : 'lost';
    }
  }
}
