/** Values of these keys differ from one moment, process or installation to the next: only that they are there is compared. */
const VARIES = new Set([
  'resourceVersion',
  'uid',
  'imageHash',
  'requestID',
  'time',
  'timestamp',
  'lastScaleEventTime',
  'errorStackTrace',
  'nuclio.io/image-hash',
  'nuclio.io/force-update',
  'pod-template-hash',
  'controller-uid',
  'batch.kubernetes.io/controller-uid',
  // What Kubernetes says about a pod, quoted in a build's log.
  'conditions',
  'containerStatuses',
  'initContainerStatuses',
  'versionInfo',
]);

/** A value without what cannot be the same twice: times, versions, random ends of names, call stacks. */
export function comparable(value: unknown, key = ''): unknown {
  if (VARIES.has(key) && value !== undefined && value !== null) return `some ${key}`;
  if (typeof value === 'string') return words(value);
  if (Array.isArray(value))
    return ordered(
      value.map((inner) => comparable(inner)),
      key,
    );
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, comparable(inner, name)]));
  return value;
}

/** Jobs come by name, of which the end is random; arguments of a build in the order of a map. */
function ordered(values: readonly unknown[], key: string): readonly unknown[] {
  if (key !== 'jobs' && !values.some((value) => typeof value === 'string' && value.startsWith('--build-arg'))) return values;
  return values.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function words(text: string): string {
  return (
    text
      // Of a call stack only that there is one: its words name functions of Go.
      .replace(/\n\nCall stack:[\s\S]*$/, '\n')
      .replace(/^ {4}\.\.\..*\n?/gm, '')
      .replace(/\bnuclio-([a-z0-9-]+?)-[a-z0-9]{7,10}-[a-z0-9]{5}\b/g, 'nuclio-$1-some-pod')
      .replace(/(nuclio-kanikojob\.[a-z0-9]+)\.[a-z0-9]{10}/g, '$1.random')
      .replace(/\b\d{8,}\b/g, 'number')
      .replace(/http:\/\/[^/]+:8070\/kaniko/g, 'http://dashboard:8070/kaniko')
      .replace(/\b\d+\/\d+ nodes|\b\d+ node\(s\)|\b\d+ Preemption/g, (found) => found.replaceAll(/\d+/g, 'n'))
  );
}
