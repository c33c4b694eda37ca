import { isRecord, MERGED_VALUE_LISTS, mergeKeyOf } from '../world/merge-keys';

type Fields = Record<string, unknown>;

const DIRECTIVE = '$patch';
const REPLACED_KEYS = '$retainKeys';
const DELETED_VALUES = '$deleteFromPrimitiveList/';
const ORDER = '$setElementOrder/';

/**
 * A strategic merge patch: maps merge, null deletes, lists with a merge key merge by it, other lists are replaced. Understands `$patch`
 * (replace, delete, merge), `$retainKeys`, `$deleteFromPrimitiveList` and `$setElementOrder`.
 */
export function strategicMerge(target: Fields, patch: Fields): Fields {
  if (patch[DIRECTIVE] === 'replace') return withoutDirectives(patch);
  if (patch[DIRECTIVE] === 'delete') return {};
  let result: Fields = { ...target };
  const kept = patch[REPLACED_KEYS];
  if (Array.isArray(kept)) result = Object.fromEntries(Object.entries(result).filter(([key]) => kept.includes(key)));
  for (const [key, value] of Object.entries(patch)) {
    if (key === DIRECTIVE || key === REPLACED_KEYS || key.startsWith(ORDER)) continue;
    if (key.startsWith(DELETED_VALUES)) {
      const field = key.slice(DELETED_VALUES.length);
      if (Array.isArray(result[field])) result[field] = result[field].filter((entry) => !(value as unknown[]).includes(entry));
    } else if (value === null) delete result[key];
    else result[key] = mergeValue(key, result[key], value);
  }
  for (const [key, order] of Object.entries(patch)) {
    if (key.startsWith(ORDER) && Array.isArray(order)) sortBy(result, key.slice(ORDER.length), order);
  }
  return result;
}

function mergeValue(field: string, before: unknown, value: unknown): unknown {
  if (isRecord(value)) return strategicMerge(isRecord(before) ? before : {}, value);
  if (!Array.isArray(value)) return value;
  if (MERGED_VALUE_LISTS.has(field)) return [...new Set([...(Array.isArray(before) ? before : []), ...value])];
  if (!value.every(isRecord)) return value;
  const elements = value as Fields[];
  if (elements.some((element) => element[DIRECTIVE] === 'replace' && Object.keys(element).length === 1)) {
    return elements.filter((element) => element[DIRECTIVE] === undefined).map(withoutDirectives);
  }
  const old = Array.isArray(before) ? (before.filter(isRecord) as Fields[]) : [];
  const key = mergeKeyOf(field, [...old, ...elements]);
  return key ? mergeList(key, old, elements) : elements.map(withoutDirectives);
}

function mergeList(key: string, before: readonly Fields[], patch: readonly Fields[]): Fields[] {
  let result = [...before];
  const added: Fields[] = [];
  for (const element of patch) {
    if (element[DIRECTIVE] === 'delete') {
      result = result.filter((old) => old[key] !== element[key]);
      continue;
    }
    const index = result.findIndex((old) => old[key] === element[key]);
    if (index < 0) added.push(strategicMerge({}, element));
    else result[index] = strategicMerge(result[index] as Fields, element);
  }
  // The server puts what a patch adds before what was there.
  return [...added, ...result];
}

function sortBy(result: Fields, field: string, order: readonly unknown[]): void {
  const list = result[field];
  if (!Array.isArray(list)) return;
  const key = list.every(isRecord) ? mergeKeyOf(field, list) : undefined;
  const wanted = order.map((entry) => (key && isRecord(entry) ? entry[key] : entry));
  const rank = (entry: unknown) => {
    const position = wanted.indexOf(key && isRecord(entry) ? entry[key] : entry);
    return position < 0 ? wanted.length : position;
  };
  result[field] = [...list].sort((left, right) => rank(left) - rank(right));
}

function withoutDirectives(patch: Fields): Fields {
  const entries = Object.entries(patch).filter(([key, value]) => !key.startsWith('$') && value !== null);
  return Object.fromEntries(entries.map(([key, value]) => [key, isRecord(value) ? withoutDirectives(value) : value]));
}
