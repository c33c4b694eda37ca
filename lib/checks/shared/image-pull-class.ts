/** Why an image cannot be pulled. Words of each: `checks.image-pull-failure.title`, `.summary`. */
export type PullFailure = 'rate-limit' | 'bitnami-gone' | 'gone' | 'unauthorized' | 'network' | 'no-space' | 'platform' | 'invalid-name' | 'never' | 'other';

const signs: readonly (readonly [PullFailure, RegExp])[] = [
  ['rate-limit', /toomanyrequests|pull rate limit|429 Too Many Requests/i],
  ['no-space', /no space left on device/i],
  ['platform', /no match for platform|no matching manifest for/i],
  ['unauthorized', /unauthorized|authorization failed|denied: requested access|403 Forbidden|pull access denied/i],
  ['gone', /manifest unknown|not found|MANIFEST_UNKNOWN|repository does not exist/i],
  ['network', /no such host|i\/o timeout|connection refused|TLS handshake|context deadline exceeded|network is unreachable|server misbehaving|EOF$/i],
];

/** Reads the kubelet's and the registry's words. An old Bitnami image that is gone has a known cure of its own. */
export function pullFailureOf(reason: string, image: string, texts: readonly string[]): PullFailure {
  if (reason === 'InvalidImageName') return 'invalid-name';
  if (reason === 'ErrImageNeverPull') return 'never';
  const found = signs.find(([, sign]) => texts.some((t) => sign.test(t)))?.[0] ?? 'other';
  return found === 'gone' && isOldBitnami(image) ? 'bitnami-gone' : found;
}

/** `bitnami/redis:7.2` and `docker.io/bitnami/redis:7.2`: versioned tags left there in autumn 2025. */
export function isOldBitnami(image: string): boolean {
  return /^(?:docker\.io\/|registry-1\.docker\.io\/)?bitnami\//.test(image);
}

/** Where the image would come from: `docker.io` unless its first part is a host. */
export function registryOf(image: string): string {
  const [first = ''] = image.split('/');
  return image.includes('/') && /[.:]|^localhost$/.test(first) ? first : 'docker.io';
}
