/** Why the kubelet could not create a container, from its message. */
export type ConfigError =
  | { readonly kind: 'named-user'; readonly user: string }
  | { readonly kind: 'root-image' }
  | { readonly kind: 'secret-missing' | 'config-map-missing'; readonly name: string }
  | { readonly kind: 'key-missing'; readonly name: string; readonly object: string }
  | { readonly kind: 'other' };

/** Reads the kubelet's wording (`runAsNonRoot and image has non-numeric user (django)`, `secret "x" not found`, `couldn't find key k in Secret ns/x`). */
export function readConfigError(message: string): ConfigError {
  const user = /runAsNonRoot and image has non-numeric user \(([^)]*)\)/.exec(message)?.[1];
  if (user !== undefined) return { kind: 'named-user', user };
  if (/runAsNonRoot and image will run as root/.test(message)) return { kind: 'root-image' };
  const key = /couldn'?t find key (\S+) in (?:Secret|ConfigMap) (\S+)/i.exec(message);
  if (key?.[1] && key[2]) return { kind: 'key-missing', name: key[1], object: key[2] };
  const missing = /\b(secret|configmap)s? "([^"]+)" not found/i.exec(message);
  if (missing?.[2]) return { kind: missing[1]?.toLowerCase() === 'secret' ? 'secret-missing' : 'config-map-missing', name: missing[2] };
  return { kind: 'other' };
}

/** The numeric user an image runs as, where that is known: CVAT's server images name `django` (1000), KVRocks' name `kvrocks` (999). */
export function numericUserOf(user: string): string | undefined {
  return { django: '1000', kvrocks: '999' }[user];
}
