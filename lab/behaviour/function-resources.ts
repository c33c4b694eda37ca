import { GPU_RESOURCE, NUCLIO_VERSION } from '../world/identity';
import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { CONFIG_MAP, DEPLOYMENT, SERVICE } from './kinds';

const MANAGER = 'controller';

export const resourceName = (fn: string) => `nuclio-${fn}`;

const labelsOf = ({ metadata }: LabObject) => ({
  ...metadata.labels,
  'nuclio.io/class': 'function',
  'nuclio.io/app': 'functionres',
  'nuclio.io/function-name': metadata.name,
  'nuclio.io/function-version': 'latest',
});

const podAnnotations = (fn: LabObject) => ({
  ...fn.metadata.annotations,
  'nuclio.io/image-hash': fn.spec.imageHash ?? '',
  'kubectl.kubernetes.io/default-container': 'nuclio',
});

function withoutMarks({ 'nuclio.io/force-update': _force, ...rest }: Record<string, string>): Record<string, string> {
  return rest;
}

function container(fn: LabObject) {
  const name = fn.metadata.name;
  return {
    name: 'nuclio',
    image: fn.spec.image,
    imagePullPolicy: fn.spec.imagePullPolicy ?? 'Always',
    ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
    env: [
      ...(fn.spec.env ?? []),
      { name: 'NUCLIO_FUNCTION_NAME', value: name },
      { name: 'NUCLIO_FUNCTION_VERSION', value: 'latest' },
      { name: 'NUCLIO_FUNCTION_INSTANCE', valueFrom: { fieldRef: { fieldPath: 'metadata.name', apiVersion: 'v1' } } },
    ],
    resources: fn.spec.resources ?? {},
    readinessProbe: {
      httpGet: { path: '/__internal/health', port: 8080, scheme: 'HTTP' },
      initialDelaySeconds: 5,
      periodSeconds: 1,
      timeoutSeconds: 1,
      successThreshold: 1,
      failureThreshold: 10,
    },
    livenessProbe: {
      httpGet: { path: '/live', port: 8082, scheme: 'HTTP' },
      initialDelaySeconds: 10,
      periodSeconds: 5,
      timeoutSeconds: 3,
      successThreshold: 1,
      failureThreshold: 3,
    },
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    volumeMounts: [
      { name: 'platform-config-volume', mountPath: '/etc/nuclio/config/platform' },
      { name: 'processor-config-volume', mountPath: '/etc/nuclio/config/processor' },
    ],
  };
}

function replicasOf({ spec }: LabObject): number {
  return spec.disable ? 0 : Math.max(1, spec.minReplicas ?? 1, spec.replicas ?? 0);
}

/** What the controller sets in a Deployment each time. Whatever else stands in the pod's spec, runtimeClassName for one, it leaves as it is. */
function writeDeployment(draft: LabObject, fn: LabObject, augmentation: Readonly<Record<string, unknown>> = {}) {
  const { spec } = fn;
  const template = draft.spec.template;
  const { runtimeClassName } = template.spec;
  const gpus = Number(spec.resources?.limits?.[GPU_RESOURCE] ?? 0);
  draft.metadata.annotations = {
    ...draft.metadata.annotations,
    ...withoutMarks(fn.metadata.annotations ?? {}),
    ...(spec.description ? { description: spec.description } : {}),
    'nuclio.io/controller-version': NUCLIO_VERSION,
    'nuclio.io/function-config': JSON.stringify({
      // With the version: so each time it is written changes the Deployment, though not its pods.
      metadata: { name: fn.metadata.name, namespace: fn.metadata.namespace, resourceVersion: fn.metadata.resourceVersion },
      spec: { handler: spec.handler, runtime: spec.runtime, image: spec.image },
    }),
  };
  draft.spec.replicas = replicasOf(fn);
  draft.spec.strategy = gpus > 0 ? { type: 'Recreate' } : { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } };
  template.metadata.annotations = withoutMarks(podAnnotations(fn));
  template.spec = {
    ...template.spec,
    containers: [container(fn)],
    volumes: [
      { name: 'platform-config-volume', configMap: { name: 'nuclio-platform-config', defaultMode: 420, optional: true } },
      { name: 'processor-config-volume', configMap: { name: resourceName(fn.metadata.name), defaultMode: 420 } },
    ],
    ...(spec.imagePullSecrets ? { imagePullSecrets: [{ name: spec.imagePullSecrets }] } : {}),
    ...(runtimeClassName ? { runtimeClassName } : {}),
    ...augmentation,
  };
  for (const field of ['nodeSelector', 'tolerations', 'affinity', 'nodeName', 'priorityClassName'] as const) {
    if (spec[field] && Object.keys(spec[field]).length > 0) template.spec[field] = spec[field];
    else delete template.spec[field];
  }
}

/** Fields of a pod's spec that the API server would fill in. */
const POD_DEFAULTS = {
  restartPolicy: 'Always',
  dnsPolicy: 'ClusterFirst',
  schedulerName: 'default-scheduler',
  securityContext: {},
  terminationGracePeriodSeconds: 30,
};
const SERVICE_NAME = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const [LOWEST_NODE_PORT, HIGHEST_NODE_PORT] = [30_000, 32_767];

/** Kubernetes' words for a Service it would not take, as the controller quotes them. */
function serviceRefusal(fn: LabObject): string | undefined {
  const name = resourceName(fn.metadata.name);
  if (!SERVICE_NAME.test(name))
    return (
      `Service "${name}" is invalid: metadata.name: Invalid value: "${name}": must not contain dots, consist of lower case alphanumeric characters or '-', ` +
      'start with an alphabetic character, and end with an alphanumeric character'
    );
  const attributes = Object.values(fn.spec.triggers ?? {}).map((trigger) => (trigger as LabObject).attributes ?? {});
  const port = attributes.find(({ serviceType }) => serviceType === 'NodePort')?.port;
  if (port === undefined || (port >= LOWEST_NODE_PORT && port <= HIGHEST_NODE_PORT)) return undefined;
  const range = `The range of valid ports is ${LOWEST_NODE_PORT}-${HIGHEST_NODE_PORT}`;
  return `Service "${name}" is invalid: spec.ports[0].nodePort: Invalid value: ${port}: provided port is not in the valid range. ${range}`;
}

/**
 * Creates the function's Deployment, Service and ConfigMap, or updates them in place. No owner references: Nuclio sets none. Returns Kubernetes' words when
 * it refuses the Service, the first of the three. `augmentation`: what the platform's configuration wants in the pods besides.
 */
export function applyFunctionResources(world: LabWorld, fn: LabObject, augmentation?: Readonly<Record<string, unknown>>): string | undefined {
  const refusal = serviceRefusal(fn);
  if (refusal) return refusal;
  const { store } = world;
  const namespace = fn.metadata.namespace as string;
  const name = resourceName(fn.metadata.name);
  const labels = labelsOf(fn);
  const metadata = { name, namespace, labels };
  const processor = JSON.stringify({ metadata: { name: fn.metadata.name, namespace }, spec: { handler: fn.spec.handler, runtime: fn.spec.runtime } });
  if (!store.get(CONFIG_MAP, namespace, name)) store.put({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'processor.yaml': processor } }, MANAGER);
  if (!store.get(SERVICE, namespace, name)) {
    const ports = [{ name: 'http', port: 8080, targetPort: 8080, protocol: 'TCP' }];
    const clusterIP = `10.43.${100 + Math.floor(world.random() * 100)}.${10 + Math.floor(world.random() * 200)}`;
    store.put(
      { apiVersion: 'v1', kind: 'Service', metadata, spec: { type: 'ClusterIP', clusterIP, clusterIPs: [clusterIP], selector: labels, ports } },
      MANAGER,
    );
  } else store.change(SERVICE, namespace, name, MANAGER, (draft) => Object.assign(draft.spec, { selector: labels }));
  if (!store.get(DEPLOYMENT, namespace, name)) {
    const empty = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: { progressDeadlineSeconds: 600, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: POD_DEFAULTS } },
    };
    const draft = structuredClone(empty) as LabObject;
    writeDeployment(draft, fn, augmentation);
    store.put(draft, MANAGER);
  } else store.change(DEPLOYMENT, namespace, name, MANAGER, (draft) => writeDeployment(draft, fn, augmentation));
  return undefined;
}

/** Deletes what is gone at once when a function goes. Its Deployment follows when its pods have ended. */
export function removeFunctionResources(world: LabWorld, namespace: string, fn: string): void {
  for (const kind of [SERVICE, CONFIG_MAP]) world.store.remove(kind, namespace, resourceName(fn));
}

/** Scaled to zero: the Service points to nobody of the function's. */
export function pointServiceToDlx(world: LabWorld, namespace: string, fn: string): void {
  world.store.change(SERVICE, namespace, resourceName(fn), MANAGER, (draft) => Object.assign(draft.spec, { selector: { 'nuclio.io/app': 'dlx' } }));
  world.store.change(DEPLOYMENT, namespace, resourceName(fn), MANAGER, (draft) => Object.assign(draft.spec, { replicas: 0 }));
}
