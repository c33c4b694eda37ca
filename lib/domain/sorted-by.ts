/**
 * Sorts the items of a list under a key, those without one left out; each list once, however many ask for it. For lists that nobody changes in place.
 */
export function sortedBy<T>(keyOf: (item: T) => string | undefined): (items: readonly T[]) => ReadonlyMap<string, readonly T[]> {
  const sorted = new WeakMap<readonly T[], ReadonlyMap<string, readonly T[]>>();
  return (items) => {
    const before = sorted.get(items);
    if (before) return before;
    const byKey = new Map<string, T[]>();
    for (const item of items) {
      const key = keyOf(item);
      if (key === undefined) continue;
      const list = byKey.get(key);
      if (list) list.push(item);
      else byKey.set(key, [item]);
    }
    sorted.set(items, byKey);
    return byKey;
  };
}
