import type { PatchType } from '@/lib/domain/ports/writers';

// biome-ignore lint/suspicious/noExplicitAny: any JSON.
type Json = any;

/** What an API server makes of a patch, for the forms our plans use: JSON patch with add, replace, remove, test; merge; strategic by name. */
export function applyPatch(object: Json, patchType: PatchType, body: Json): Json {
  if (patchType === 'json') return body.reduce((current: Json, operation: Json) => applyOperation(current, operation), object);
  return merge(object, body, patchType === 'strategic');
}

function applyOperation(object: Json, { op, path, value }: { op: string; path: string; value?: Json }): Json {
  const keys = path
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = keys.pop() ?? '';
  const parent = keys.reduce((current, key) => current?.[key], object);
  if (op === 'test') {
    if (JSON.stringify(parent?.[last]) !== JSON.stringify(value)) throw new Error(`test failed at ${path}`);
  } else if (op === 'remove') Array.isArray(parent) ? parent.splice(Number(last), 1) : delete parent[last];
  else if (Array.isArray(parent) && op === 'add') parent.splice(last === '-' ? parent.length : Number(last), 0, value);
  else parent[last] = value;
  return object;
}

function merge(target: Json, patch: Json, byName: boolean): Json {
  if (Array.isArray(patch)) return byName && Array.isArray(target) && patch.every((item) => item?.name) ? mergeByName(target, patch) : patch;
  if (patch === null || typeof patch !== 'object') return patch;
  const result = target !== null && typeof target === 'object' && !Array.isArray(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = merge(result[key], value, byName);
  }
  return result;
}

function mergeByName(target: Json[], patch: Json[]): Json[] {
  const result = [...target];
  for (const item of patch) {
    const at = result.findIndex((candidate) => candidate.name === item.name);
    if (item.$patch === 'delete') {
      if (at >= 0) result.splice(at, 1);
    } else if (at >= 0) result[at] = merge(result[at], item, true);
    else result.push(item);
  }
  return result;
}
