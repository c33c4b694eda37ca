import type { LabObject } from '../../world/object-store';
import type { LabWorld } from '../../world/world';
import type { FunctionView, RecordedLine } from './recording';

const NAMESPACE = 'cvat';
const KINDS = {
  NuclioFunction: 'nuclio.io/v1beta1/NuclioFunction',
  Deployment: 'apps/v1/Deployment',
  Service: 'v1/Service',
  ConfigMap: 'v1/ConfigMap',
  Pod: 'v1/Pod',
  Job: 'batch/v1/Job',
} as const;
const orNull = <T>(value: T | undefined): T | null => value ?? null;

/** A function as the recorder's `walk` summed it up. */
export function viewOf(object: LabObject | undefined): FunctionView {
  const { state, message, internalInvocationUrls, externalInvocationUrls, logs } = object?.status ?? {};
  return {
    state: orNull(state),
    message: (message ?? '').slice(0, 400),
    urls: orNull(internalInvocationUrls),
    external: orNull(externalInvocationUrls),
    logs: (logs ?? []).length,
  };
}

/** What the lab's cluster shows where the recorder looked at his, in the same form; undefined for a line that is no look. */
export function lookAt(world: LabWorld, line: RecordedLine, seen: string): Record<string, unknown> | undefined {
  const get = (kind: keyof typeof KINDS, name: string) => world.store.get(KINDS[kind], NAMESPACE, name);
  const list = (kind: keyof typeof KINDS) => world.store.list(KINDS[kind], NAMESPACE);
  if (line.look !== undefined) return { found: deploymentShape(get('Deployment', `nuclio-${line.look}`)) };
  if (line.resource) return { resource: resourceShape(get('NuclioFunction', seen)) };
  if (line.objects) return { objects: ['Deployment', 'Service', 'ConfigMap', 'Pod'].flatMap((kind) => ofFunction(list(kind as 'Pod'), seen).map(objectShape)) };
  if (line.podSpec) return { podSpec: get('Deployment', `nuclio-${seen}`)?.spec.template.spec };
  if (line.labels) return { labels: Object.fromEntries(list('NuclioFunction').map(({ metadata }) => [metadata.name, orNull(metadata.labels)])) };
  if (line.jobs) return { jobs: list('Job').filter(isBuild).map(jobShape) };
  if (line.left) return { left: leftOf(world, seen) };
  if (line.service) return { service: get('Service', `nuclio-${seen}`)?.spec.selector, ...(line.pods === undefined ? {} : { pods: endpoints(world, seen) }) };
  if (line.kept !== undefined) return keptShape(get('Deployment', `nuclio-${seen}`), get('NuclioFunction', seen), line);
  return undefined;
}

const isBuild = ({ metadata }: LabObject) => metadata.name.startsWith('nuclio-kanikojob');
const ofFunction = (objects: readonly LabObject[], name: string) => objects.filter(({ metadata }) => metadata.labels?.['nuclio.io/function-name'] === name);

function deploymentShape(deployment: LabObject | undefined) {
  if (!deployment) return null;
  const { metadata, spec, status } = deployment;
  const pod = spec.template.spec;
  return {
    deployment: metadata.name,
    generation: metadata.generation,
    uid: metadata.uid,
    resourceVersion: metadata.resourceVersion,
    runtimeClassName: orNull(pod.runtimeClassName),
    strategy: spec.strategy.type,
    replicas: spec.replicas,
    available: orNull(status?.availableReplicas),
    podAnnotations: spec.template.metadata.annotations,
    image: pod.containers[0].image,
    nodeSelector: orNull(pod.nodeSelector),
  };
}

function resourceShape(fn: LabObject | undefined) {
  const { metadata, spec = {}, status } = fn ?? ({} as Partial<LabObject>);
  return {
    resourceVersion: metadata?.resourceVersion,
    generation: metadata?.generation,
    annotations: orNull(metadata?.annotations),
    labels: orNull(metadata?.labels),
    image: orNull(spec.image),
    imageHash: orNull(spec.imageHash),
    runtimeClassName: orNull(spec.runtimeClassName),
    status,
  };
}

function objectShape({ kind, metadata }: LabObject) {
  const owners = (metadata.ownerReferences ?? []).map((owner) => owner.kind);
  return { kind, name: metadata.name, labels: metadata.labels, owners, finalizers: orNull(metadata.finalizers) };
}

function jobShape({ metadata, spec, status = {} }: LabObject) {
  const { template } = spec;
  const containers = [...(template.spec.initContainers ?? []), ...template.spec.containers];
  return {
    name: metadata.name,
    labels: orNull(metadata.labels),
    active: orNull(status.active),
    succeeded: orNull(status.succeeded),
    failed: orNull(status.failed),
    deadline: spec.activeDeadlineSeconds,
    backoff: spec.backoffLimit,
    ttl: orNull(spec.ttlSecondsAfterFinished),
    podLabels: orNull(template.metadata?.labels),
    nodeSelector: orNull(template.spec.nodeSelector),
    containers: containers.map(({ name, image, command, args }: LabObject) => ({ name, image, command: orNull(command), args: orNull(args) })),
  };
}

function leftOf(world: LabWorld, name: string): string[] {
  const kinds = ['NuclioFunction', 'Deployment', 'Service', 'ConfigMap', 'Pod'] as const;
  return kinds.flatMap((kind) =>
    world.store
      .list(KINDS[kind], NAMESPACE)
      .filter(({ metadata }) => metadata.name.includes(name))
      .map(({ metadata }) => `${kind}/${metadata.name}`),
  );
}

function endpoints(world: LabWorld, name: string): number {
  return ofFunction(world.store.list('discovery.k8s.io/v1/EndpointSlice', NAMESPACE), name).reduce((total, slice) => total + (slice.endpoints ?? []).length, 0);
}

function keptShape(deployment: LabObject | undefined, fn: LabObject | undefined, line: RecordedLine) {
  const runtimeClassName = orNull(deployment?.spec.template.spec.runtimeClassName);
  const shape = deployment && {
    runtimeClassName,
    generation: deployment.metadata.generation,
    uid: deployment.metadata.uid?.slice(0, 8),
    replicas: deployment.spec.replicas,
  };
  return {
    kept: runtimeClassName === 'nvidia',
    ...('deployment' in line ? { deployment: orNull(shape) } : {}),
    ...('eventTimeout' in line ? { eventTimeout: fn?.spec.eventTimeout ?? '' } : {}),
  };
}
