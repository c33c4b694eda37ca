import { isDeepStrictEqual } from 'node:util';
import { kindOf } from './create-object-store';
import type { LabObject, ObjectStore } from './object-store';

const keyOf = (object: LabObject) => `${kindOf(object)} ${object.metadata.namespace ?? ''}/${object.metadata.name}`;

function withoutVersion({ metadata: { resourceVersion: _version, ...metadata }, ...rest }: LabObject): unknown {
  return { metadata, ...rest };
}

/**
 * Makes the store hold exactly these objects. What is already as it should be is not touched. The rest is removed and put anew, because a
 * replaced object would count its generations on while its status came from a time with fewer.
 */
export function replaceObjects(store: ObjectStore, kinds: Iterable<string>, objects: readonly LabObject[]): void {
  const wanted = new Map(objects.map((object) => [keyOf(object), object]));
  for (const kind of kinds) {
    for (const object of store.list(kind)) {
      const target = wanted.get(keyOf(object));
      if (target && isDeepStrictEqual(withoutVersion(object), withoutVersion(target))) continue;
      store.remove(kind, object.metadata.namespace, object.metadata.name);
    }
  }
  for (const object of objects) if (!store.get(kindOf(object), object.metadata.namespace, object.metadata.name)) store.put(object, 'lab');
}
