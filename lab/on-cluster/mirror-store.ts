import { isDeepStrictEqual } from 'node:util';
import type { LabClock } from '../world/clock';
import { kindOf } from '../world/create-object-store';
import type { LabObject, ObjectStore, StoreEvent } from '../world/object-store';
import type { ClusterAccess } from './cluster-access';
import { mirroredKind, mirroredKinds } from './mirrored-kinds';
import { sendWrite, type Write } from './send-write';

/** A lab's store that is a mirror of one namespace of a real API server. Reads are of the last `refresh`; writes are carried out by `settle`. */
export interface MirrorStore extends ObjectStore {
  /** Reads everything again, or only the kinds named, and tells the listeners what differs. */
  refresh(stored?: readonly string[]): Promise<void>;
  /** Sends what was written since, in order. Rejects with the first refusal; then the mirror is what the API server has. */
  settle(): Promise<void>;
}

/** An empty mirror. Only what the dashboard and the controller of Nuclio use of a store is there: no dry run, no history. */
export function createMirrorStore(access: ClusterAccess, namespace: string, clock: LabClock): MirrorStore {
  const objects = new Map<string, LabObject>();
  const listeners = new Set<(event: StoreEvent) => void>();
  let writes: Write[] = [];
  const keyOf = (kind: string, name: string) => `${kind} ${name}`;

  function tell(type: StoreEvent['type'], object: LabObject, previous?: LabObject): void {
    for (const listener of listeners) listener({ type, object, previous, resourceVersion: 0 });
  }

  function hold(object: LabObject): void {
    const key = keyOf(kindOf(object), object.metadata.name);
    const before = objects.get(key);
    objects.set(key, object);
    if (!before) tell('ADDED', object);
    else if (before.metadata.resourceVersion !== object.metadata.resourceVersion || !isDeepStrictEqual(before, object)) tell('MODIFIED', object, before);
  }

  function drop(key: string): LabObject | undefined {
    const before = objects.get(key);
    objects.delete(key);
    if (before) tell('DELETED', before, before);
    return before;
  }

  function write(after: LabObject): LabObject {
    const before = objects.get(keyOf(kindOf(after), after.metadata.name));
    writes.push(before ? { verb: 'change', before, after } : { verb: 'create', after });
    hold(after);
    return after;
  }

  async function refresh(stored: readonly string[] = mirroredKinds.map((kind) => kind.stored)): Promise<void> {
    const lists = await Promise.all(stored.map(async (kind) => ({ kind, items: await listAll(access, namespace, kind) })));
    // What a listener wrote meanwhile is newer than these lists: they wait for the next round.
    if (writes.length > 0) return;
    for (const { kind, items } of lists) {
      const names = new Set(items.map((item) => item.metadata.name));
      for (const [key, { metadata }] of objects) if (key.startsWith(`${kind} `) && !names.has(metadata.name)) drop(key);
      for (const item of items) hold(item);
    }
  }

  return {
    clock,
    refresh,
    async settle() {
      const pending = writes;
      writes = [];
      const versions = new Map<string, string>();
      try {
        for (const each of pending) await sendWrite(access, namespace, each, versions);
      } finally {
        if (pending.length > 0) await refresh([...new Set(pending.map((each) => kindOf(each.verb === 'remove' ? each.before : each.after)))]);
      }
    },
    get: (kind, _namespace, name) => objects.get(keyOf(kind, name)),
    list: (kind) => [...objects.entries()].filter(([key]) => key.startsWith(`${kind} `)).map(([, object]) => object),
    put: (object) => write(structuredClone(object)),
    change(kind, _namespace, name, _manager, mutate) {
      const before = objects.get(keyOf(kind, name));
      if (!before) return undefined;
      const draft = structuredClone(before);
      mutate(draft);
      return isDeepStrictEqual(before, draft) ? before : write(draft);
    },
    remove(kind, _namespace, name) {
      const before = drop(keyOf(kind, name));
      if (before) writes.push({ verb: 'remove', before });
      return before;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    resourceVersion: 0,
    compact: () => undefined,
    eventsSince: () => undefined,
  };
}

/** The objects of a kind; none where its definition is not installed. Items of a list carry no kind of their own. */
async function listAll(access: ClusterAccess, namespace: string, stored: string): Promise<LabObject[]> {
  const { apiVersion, kind, pathOf } = mirroredKind(stored);
  const { items } = (await access.call('GET', pathOf(namespace))) as { items: LabObject[] };
  return items.map((item) => {
    const { managedFields: _, ...metadata } = item.metadata;
    return { ...item, apiVersion, kind, metadata };
  });
}
