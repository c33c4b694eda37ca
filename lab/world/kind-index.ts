import type { LabObject } from './object-store';

/** One kind's objects by namespace and name; lists come in the order etcd keeps its keys. */
export interface KindIndex {
  get(namespace: string, name: string): LabObject | undefined;
  set(object: LabObject): void;
  delete(namespace: string, name: string): void;
  list(namespace?: string): LabObject[];
}

interface Shelf {
  readonly byName: Map<string, LabObject>;
  /** Sorted names; dropped when a name comes or goes, so that changes of existing objects never sort again. */
  names: string[] | undefined;
}

export function createKindIndex(): KindIndex {
  const shelves = new Map<string, Shelf>();

  function listOf(shelf: Shelf): LabObject[] {
    shelf.names ??= [...shelf.byName.keys()].sort();
    return shelf.names.map((name) => shelf.byName.get(name) as LabObject);
  }

  return {
    get: (namespace, name) => shelves.get(namespace)?.byName.get(name),
    set(object) {
      const { namespace = '', name } = object.metadata;
      let shelf = shelves.get(namespace);
      if (!shelf) {
        shelf = { byName: new Map(), names: undefined };
        shelves.set(namespace, shelf);
      }
      if (!shelf.byName.has(name)) shelf.names = undefined;
      shelf.byName.set(name, object);
    },
    delete(namespace, name) {
      const shelf = shelves.get(namespace);
      if (shelf?.byName.delete(name)) shelf.names = undefined;
    },
    list(namespace) {
      if (namespace !== undefined) {
        const shelf = shelves.get(namespace);
        return shelf ? listOf(shelf) : [];
      }
      return [...shelves.keys()].sort().flatMap((key) => listOf(shelves.get(key) as Shelf));
    },
  };
}
