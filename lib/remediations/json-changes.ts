/** One operation of a JSON patch. */
export interface JsonChange {
  readonly op: 'add' | 'remove' | 'replace';
  readonly path: string;
  readonly value?: unknown;
}

type Json = unknown;

/**
 * The JSON patch that turns `from` into `to` and names only what differs, so that a plan neither shows nor keeps the rest. Lists of named
 * things are compared by name; any other list that differs is replaced whole.
 */
export function jsonChanges(from: Json, to: Json, path = ''): JsonChange[] {
  if (JSON.stringify(from) === JSON.stringify(to)) return [];
  if (isRecord(from) && isRecord(to)) return recordChanges(from, to, path);
  if (Array.isArray(from) && Array.isArray(to)) return listChanges(from, to, path);
  return [{ op: 'replace', path, value: to }];
}

function recordChanges(from: Record<string, Json>, to: Record<string, Json>, path: string): JsonChange[] {
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort();
  return keys.flatMap((key): JsonChange[] => {
    const here = `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (to[key] === undefined) return from[key] === undefined ? [] : [{ op: 'remove', path: here }];
    if (from[key] === undefined) return [{ op: 'add', path: here, value: to[key] }];
    return jsonChanges(from[key], to[key], here);
  });
}

/** Takes away from the end, so that no index moves under the next one; then adds in the order of `to`. */
function listChanges(from: readonly Json[], to: readonly Json[], path: string): JsonChange[] {
  const [before, after] = [from.map(nameOf), to.map(nameOf)];
  const kept = before.filter((name) => after.includes(name));
  const keepsOrder = kept.join('\n') === after.filter((name) => before.includes(name)).join('\n');
  const named = [...before, ...after].every((name) => name !== undefined) && new Set(before).size === before.length && new Set(after).size === after.length;
  if (!named || !keepsOrder) return [{ op: 'replace', path, value: to }];
  const removed = before.flatMap((name, index) => (after.includes(name) ? [] : [{ op: 'remove' as const, path: `${path}/${index}` }])).reverse();
  const settled = to.flatMap((item, index) => {
    const old = from[before.indexOf(after[index])];
    return old === undefined ? [{ op: 'add' as const, path: `${path}/${index}`, value: item }] : jsonChanges(old, item, `${path}/${index}`);
  });
  return [...removed, ...settled];
}

function isRecord(value: Json): value is Record<string, Json> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function nameOf(item: Json): string | undefined {
  return isRecord(item) && typeof item.name === 'string' ? item.name : undefined;
}
