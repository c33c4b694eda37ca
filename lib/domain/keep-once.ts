/** So many different values are remembered at least. */
const MOST = 4_000;
/** A longer one is not worth the comparison. */
const LONGEST = 16_384;

/** Remembers what was seen lately: when it is full, what was not seen since it was full before is forgotten. */
function createPool<K>() {
  let young = new Map<K, unknown>();
  let old = new Map<K, unknown>();
  return (key: K, value: unknown): unknown => {
    const kept = young.get(key) ?? old.get(key) ?? value;
    if (!young.has(key)) {
      if (young.size >= MOST) {
        old = young;
        young = new Map();
      }
      young.set(key, kept);
    }
    return kept;
  };
}

const texts = createPool<string>();
const values = createPool<string>();

/**
 * A value equal to the given one, if possible one that was given before: what thousands of pods of a few templates say alike is then in memory once.
 * For plain data of JSON that nobody changes. Without a value, none.
 */
export function keepOnce<T>(value: T): T {
  if (value === undefined || value === null) return value;
  if (typeof value === 'string') return texts(value, value) as T;
  const key = JSON.stringify(value);
  return key.length > LONGEST ? value : (values(key, value) as T);
}
