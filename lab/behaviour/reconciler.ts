import type { StoreEvent } from '../world/object-store';
import type { LabWorld } from '../world/world';

interface ReconcilerOptions {
  readonly name: string;
  /** Lab milliseconds between a change and the reaction: what a controller's queue takes. */
  readonly delayMs: number;
  /** Which objects (by `namespace/name`) a change concerns. */
  keysOf(event: StoreEvent): readonly string[];
  reconcile(namespace: string, name: string): void;
}

/** Runs `reconcile` for an object again, later: deadlines, retries. */
export type Again = (namespace: string, name: string, ms: number) => void;

/**
 * A controller: level-triggered, one pending run per object. What it does depends on what stands in the store when it runs, never on the
 * event that woke it, so it may be woken too often and does no harm.
 */
export function startReconciler(world: LabWorld, { name, delayMs, keysOf, reconcile }: ReconcilerOptions): Again {
  function queue(key: string, ms: number, id = name) {
    world.timers.enqueue(`${id} ${key}`, ms, () => {
      const [namespace = '', object = ''] = key.split('/');
      reconcile(namespace, object);
    });
  }
  world.watch((event) => {
    for (const key of keysOf(event)) queue(key, delayMs);
  });
  return (namespace, object, ms) => queue(`${namespace}/${object}`, ms, `${name}@${Math.ceil(ms / 1000)}`);
}

/** Key of the object itself when it is of this kind, else of its controlling owner when that is. */
export function keyOfSelfOrOwner(event: StoreEvent, ...kinds: readonly string[]): readonly string[] {
  const { object } = event;
  const namespace = object.metadata.namespace ?? '';
  if (kinds.includes(`${object.apiVersion}/${object.kind}`)) return [`${namespace}/${object.metadata.name}`];
  const owner = object.metadata.ownerReferences?.find((reference) => kinds.includes(`${reference.apiVersion}/${reference.kind}`));
  return owner ? [`${namespace}/${owner.name}`] : [];
}
