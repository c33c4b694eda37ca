/**
 * Which lists of the built-in kinds are keyed maps in disguise, as the patchMergeKey tags of the Kubernetes API types say. The name of the
 * list's field decides; where one name means different lists, the shape of the elements does (`ports` of a Service or of a container).
 * Lists not named here are replaced as a whole. Custom resources have no such tags: their lists are always replaced.
 */
const KEYS_BY_FIELD: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  env: ['name'],
  volumes: ['name'],
  imagePullSecrets: ['name'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  ports: ['containerPort', 'port'],
  hostAliases: ['ip'],
  topologySpreadConstraints: ['topologyKey'],
  conditions: ['type'],
  addresses: ['type'],
  taints: ['key'],
  ownerReferences: ['uid'],
  secrets: ['name'],
  resourceClaims: ['name'],
};

/** Lists of plain values that a strategic patch adds to instead of replacing. */
export const MERGED_VALUE_LISTS: ReadonlySet<string> = new Set(['finalizers']);

/** The field that tells the elements of this list apart, or undefined when the list is replaced as a whole. */
export function mergeKeyOf(field: string, elements: readonly unknown[]): string | undefined {
  const candidates = KEYS_BY_FIELD[field];
  if (!candidates) return undefined;
  return candidates.find((key) => elements.every((element) => isRecord(element) && key in element)) ?? candidates[0];
}

/** Built-in kinds have merge keys; custom resources do not. A group with a dot that is not Kubernetes' own is custom. */
export function hasMergeKeys(apiVersion: string): boolean {
  const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] as string) : '';
  return !group.includes('.') || group.endsWith('.k8s.io');
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
