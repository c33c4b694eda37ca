import type { LabObject } from '../world/object-store';

const bodies = new WeakMap<object, string>();

/** Everything behind `kind` and `apiVersion`, written once per stored object: objects are frozen, so it never goes stale. */
function bodyOf(object: LabObject): string {
  const known = bodies.get(object);
  if (known !== undefined) return known;
  const { apiVersion: _apiVersion, kind: _kind, ...rest } = object;
  const body = JSON.stringify(rest).slice(1);
  if (Object.isFrozen(object)) bodies.set(object, body);
  return body;
}

/** The object as answered by get and in watch events. */
export function objectJson(object: LabObject): string {
  return `{"kind":${JSON.stringify(object.kind)},"apiVersion":${JSON.stringify(object.apiVersion)},${bodyOf(object)}`;
}

/** The object as an item of a list: built-in kinds come without kind and apiVersion, custom resources with them. */
export function itemJson(object: LabObject, custom: boolean): string {
  return custom ? objectJson(object) : `{${bodyOf(object)}`;
}
