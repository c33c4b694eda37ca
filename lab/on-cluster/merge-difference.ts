import { isDeepStrictEqual } from 'node:util';

type Json = Record<string, unknown>;

/** The merge patch that turns `before` into `after`: changed values, null for what is gone, lists whole. Undefined when they are equal. */
export function mergeDifference(before: unknown, after: unknown): Json | undefined {
  const [from, to] = [plain(before), plain(after)];
  const patch: Json = {};
  for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
    if (isDeepStrictEqual(from[key], to[key])) continue;
    if (to[key] === undefined) patch[key] = null;
    else if (isObject(from[key]) && isObject(to[key])) patch[key] = mergeDifference(from[key], to[key]);
    else patch[key] = to[key];
  }
  return Object.keys(patch).length > 0 ? patch : undefined;
}

/** As it goes over the wire: a field that is set to undefined is not there. */
function plain(value: unknown): Json {
  return value === undefined ? {} : (JSON.parse(JSON.stringify(value)) as Json);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
