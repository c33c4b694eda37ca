/**
 * One text for one value: keys sorted, no blanks, undefined left out. Two values that are equal as JSON give the same bytes, so hashes and
 * digests of them are stable across processes and through the database. Throws for what JSON cannot say exactly (NaN, infinity, bigint, cycles).
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('canonicalJson: not a JSON number');
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(sorted);
  const source = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.keys(source)
      .sort()
      .filter((key) => source[key] !== undefined)
      .map((key) => [key, sorted(source[key])]),
  );
}
