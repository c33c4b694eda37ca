import type { OperationOf } from '@/lib/domain/operation';
import type { LiveObject } from '@/lib/domain/ports/readers';
import { readQuantity } from '@/lib/domain/quantity';

type Patch = Pick<OperationOf<'patch-object'>, 'patchType' | 'body'>;
type Json = unknown;

/** Whether the object already is what the patch makes of it. */
export function isPatchApplied({ patchType, body }: Patch, object: LiveObject): boolean {
  if (patchType !== 'json') return isMerged(body, object);
  return Array.isArray(body) && body.every((operation) => isJsonOperationApplied(operation, object));
}

/** The places a patch writes, each with the value it wants; undefined = it takes the place away. Dotted, list items by name or index. */
export function patchedPlaces({ patchType, body }: Patch): { path: string; value: Json }[] {
  if (patchType !== 'json') return placesOf(body, '');
  const operations = Array.isArray(body) ? (body as { op?: string; path?: string; value?: Json }[]) : [];
  return operations
    .filter((o) => o.op === 'add' || o.op === 'replace' || o.op === 'remove')
    .map((o) => ({ path: segmentsOf(o.path ?? '').join('.'), value: o.op === 'remove' ? undefined : o.value }));
}

/** Value at a dotted place of patchedPlaces; undefined when it is not there. */
export function valueAt(object: Json, path: string): Json {
  return splitPlace(path).reduce<Json>((current, segment) => child(current, segment), object);
}

function isJsonOperationApplied(operation: unknown, object: LiveObject): boolean {
  const { op, path = '', value } = (operation ?? {}) as { op?: string; path?: string; value?: Json };
  if (op === 'test') return true;
  const found = segmentsOf(path).reduce<Json>((current, segment) => child(current, segment), object);
  return op === 'remove' ? found === undefined : same(found, value);
}

function segmentsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((s) => s.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function isMerged(patch: Json, target: Json): boolean {
  if (patch === null) return target === undefined || target === null;
  if (Array.isArray(patch)) return Array.isArray(target) && isListMerged(patch, target);
  if (typeof patch === 'object') {
    const wanted = patch as Record<string, Json>;
    return Object.entries(wanted).every(([key, value]) => isMerged(value, child(target, key)));
  }
  return same(patch, target);
}

/** Lists of named things are merged by name, as a strategic patch does; others are replaced whole. */
function isListMerged(patch: readonly Json[], target: readonly Json[]): boolean {
  if (!patch.every((item) => nameOf(item) !== undefined)) return same(patch, target);
  return patch.every((item) => {
    const match = target.find((candidate) => nameOf(candidate) === nameOf(item));
    return isDeletion(item) ? match === undefined : match !== undefined && isMerged(item, match);
  });
}

function placesOf(patch: Json, path: string): { path: string; value: Json }[] {
  if (patch === null) return [{ path, value: undefined }];
  const join = (segment: string) => (path === '' ? segment : `${path}.${segment}`);
  if (Array.isArray(patch) && patch.length > 0 && patch.every((item) => nameOf(item) !== undefined)) {
    return patch.flatMap((item) => {
      const here = `${path}[${nameOf(item)}]`;
      if (isDeletion(item)) return [{ path: here, value: undefined }];
      const { name: _, ...rest } = item as Record<string, Json>;
      return placesOf(rest, here);
    });
  }
  if (typeof patch === 'object' && !Array.isArray(patch)) {
    return Object.entries(patch as Record<string, Json>).flatMap(([key, value]) => placesOf(value, key.includes('.') ? `${path}[${key}]` : join(key)));
  }
  return [{ path, value: patch }];
}

function splitPlace(path: string): string[] {
  return [...path.matchAll(/\[([^\]]+)\]|([^.[\]]+)/g)].map((match) => match[1] ?? match[2] ?? '');
}

function child(parent: Json, segment: string): Json {
  if (Array.isArray(parent)) return parent.find((item) => nameOf(item) === segment) ?? (/^\d+$/.test(segment) ? parent[Number(segment)] : undefined);
  if (parent === null || typeof parent !== 'object' || !Object.hasOwn(parent, segment)) return undefined;
  return (parent as Record<string, Json>)[segment];
}

function nameOf(item: Json): string | undefined {
  if (item === null || typeof item !== 'object' || Array.isArray(item)) return undefined;
  const { name } = item as { name?: unknown };
  return typeof name === 'string' ? name : undefined;
}

function isDeletion(item: Json): boolean {
  return (item as { $patch?: unknown }).$patch === 'delete';
}

/** Equal as JSON; quantities that mean the same (`60Gi`, `61440Mi`) too, because the API server writes its own form of them. */
function same(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (typeof a === 'string' && typeof b === 'string') {
    const left = readQuantity(a);
    return left !== undefined && left === readQuantity(b);
  }
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object' || Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as Record<string, Json>, b as Record<string, Json>];
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) => same(left[key], right[key]));
}
