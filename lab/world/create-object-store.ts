import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { LabClock } from './clock';
import { createEventLog } from './event-log';
import { createKindIndex, type KindIndex } from './kind-index';
import { recordOwnership, type Writer } from './managed-fields';
import { nextGeneration, secondsIso } from './object-meta';
import type { LabObject, ObjectStore } from './object-store';

/** The kind's name in the store: `apps/v1/Deployment`. */
export function kindOf(object: { readonly apiVersion: string; readonly kind: string }): string {
  return `${object.apiVersion}/${object.kind}`;
}

/** An empty store on the given clock. Versions start at 1000, so that a watch from version 1 is too old, as on a cluster that has lived. */
export function createObjectStore(clock: LabClock): ObjectStore {
  const kinds = new Map<string, KindIndex>();
  /** Owner's uid → what it owns, by `kind namespace name`. */
  const dependents = new Map<string, Map<string, LabObject>>();
  const log = createEventLog(1000);

  function indexOf(kind: string): KindIndex {
    let index = kinds.get(kind);
    if (!index) {
      index = createKindIndex();
      kinds.set(kind, index);
    }
    return index;
  }

  function relate(object: LabObject, present: boolean) {
    const key = `${kindOf(object)} ${object.metadata.namespace ?? ''} ${object.metadata.name}`;
    for (const { uid } of object.metadata.ownerReferences ?? []) {
      const owned = dependents.get(uid) ?? new Map<string, LabObject>();
      if (present) dependents.set(uid, owned.set(key, object));
      else owned.delete(key);
    }
  }

  function store(before: LabObject | undefined, draft: LabObject, writer: Writer, dryRun: boolean): LabObject {
    const meta = draft.metadata;
    meta.uid = before?.metadata.uid ?? meta.uid ?? randomUUID();
    meta.creationTimestamp = before?.metadata.creationTimestamp ?? meta.creationTimestamp ?? secondsIso(clock.now());
    if (before?.metadata.resourceVersion) meta.resourceVersion = before.metadata.resourceVersion;
    else delete meta.resourceVersion;
    const generation = nextGeneration(before, draft);
    if (generation !== undefined) meta.generation = generation;
    const forged = meta.managedFields !== undefined && !isDeepStrictEqual(meta.managedFields, before?.metadata.managedFields);
    if (!forged && before?.metadata.managedFields) meta.managedFields = before.metadata.managedFields;
    if (before && isDeepStrictEqual(before, draft)) return before;
    if (!forged) meta.managedFields = recordOwnership(before, draft, writer, secondsIso(clock.now()));
    if (dryRun) return freeze(draft);
    meta.resourceVersion = String(log.next());
    const object = freeze(draft);
    if (before) relate(before, false);
    relate(object, true);
    indexOf(kindOf(object)).set(object);
    log.append({ type: before ? 'MODIFIED' : 'ADDED', object, previous: before, resourceVersion: log.resourceVersion });
    return object;
  }

  function remove(kind: string, namespace: string | undefined, name: string, { orphan = false } = {}): LabObject | undefined {
    const object = indexOf(kind).get(namespace ?? '', name);
    if (!object) return undefined;
    indexOf(kind).delete(namespace ?? '', name);
    relate(object, false);
    const last = freeze({ ...object, metadata: { ...object.metadata, resourceVersion: String(log.next()) } });
    log.append({ type: 'DELETED', object: last, previous: object, resourceVersion: log.resourceVersion });
    for (const owned of [...(dependents.get(object.metadata.uid ?? '')?.values() ?? [])]) release(owned, object, orphan);
    dependents.delete(object.metadata.uid ?? '');
    return last;
  }

  /** What an object that went leaves behind: gone too, unless somebody else owns it or the children were to be kept. */
  function release(owned: LabObject, owner: LabObject, orphan: boolean) {
    const rest = (owned.metadata.ownerReferences ?? []).filter((reference) => reference.uid !== owner.metadata.uid);
    const { namespace, name } = owned.metadata;
    if (!orphan && rest.length === 0) remove(kindOf(owned), namespace, name);
    else {
      self.change(kindOf(owned), namespace, name, 'kube-controller-manager', (draft) => {
        if (rest.length > 0) draft.metadata.ownerReferences = rest;
        else delete draft.metadata.ownerReferences;
      });
    }
  }

  const self: ObjectStore = {
    clock,
    get: (kind, namespace, name) => indexOf(kind).get(namespace ?? '', name),
    list: (kind, namespace) => indexOf(kind).list(namespace),
    put(object, manager, { dryRun = false, operation = 'Update' } = {}) {
      const before = indexOf(kindOf(object)).get(object.metadata.namespace ?? '', object.metadata.name);
      return log.settled(() => store(before, structuredClone(object), { manager, operation }, dryRun));
    },
    change(kind, namespace, name, manager, mutate, subresource, { dryRun = false } = {}) {
      const before = indexOf(kind).get(namespace ?? '', name);
      if (!before) return undefined;
      const draft = structuredClone(before);
      mutate(draft);
      return log.settled(() => store(before, draft, { manager, operation: 'Update', subresource }, dryRun));
    },
    remove: (kind, namespace, name, options) => log.settled(() => remove(kind, namespace, name, options)),
    subscribe: log.subscribe,
    get resourceVersion() {
      return log.resourceVersion;
    },
    compact: log.compact,
    eventsSince: log.since,
  };
  return self;
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
}
