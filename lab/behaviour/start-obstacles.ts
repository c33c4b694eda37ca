import { GPU_NODE } from '../world/identity';
import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { faultOf } from './container-health';
import { namedUser, runsAsRoot } from './images';
import { CLAIM, CONFIG_MAP, RUNTIME_CLASS, SECRET, SERVICE } from './kinds';

/** Why a pod's containers do not start. `container` undefined = the sandbox itself. */
export interface Obstacle {
  readonly kind: 'sandbox' | 'volume' | 'pull' | 'config' | 'init';
  readonly container: string | undefined;
  readonly message: string;
}

/** The first thing that keeps an assigned pod from starting, in the order the kubelet meets them. */
export function findObstacle(world: LabWorld, pod: LabObject): Obstacle | undefined {
  return sandboxObstacle(world, pod) ?? volumeObstacle(world, pod) ?? initObstacle(world, pod) ?? containerObstacle(world, pod, pod.spec.containers);
}

function sandboxObstacle(world: LabWorld, pod: LabObject): Obstacle | undefined {
  const name: string | undefined = pod.spec.runtimeClassName;
  if (!name) return undefined;
  const runtimeClass = world.store.get(RUNTIME_CLASS, undefined, name);
  if (runtimeClass && (pod.spec.nodeName === GPU_NODE || !runtimeClass.handler.startsWith('nvidia'))) return undefined;
  const handler = runtimeClass?.handler ?? name;
  const message = `Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox runtime: no runtime for "${handler}" is configured`;
  return { kind: 'sandbox', container: undefined, message };
}

function volumeObstacle(world: LabWorld, pod: LabObject): Obstacle | undefined {
  for (const volume of pod.spec.volumes ?? []) {
    const name = volume.persistentVolumeClaim?.claimName;
    if (!name || world.store.get(CLAIM, pod.metadata.namespace, name)?.status?.phase === 'Bound') continue;
    return {
      kind: 'volume',
      container: undefined,
      message: `Unable to attach or mount volumes: unmounted volumes=[${volume.name}]: persistentvolumeclaim "${name}" not bound`,
    };
  }
  return undefined;
}

function initObstacle(world: LabWorld, pod: LabObject): Obstacle | undefined {
  const inits: LabObject[] = pod.spec.initContainers ?? [];
  for (const container of inits) {
    const before = containerObstacle(world, pod, [container]);
    if (before) return before;
    const awaited = /until nc -z ([a-z0-9-]+)/.exec([...(container.command ?? []), ...(container.args ?? [])].join(' '))?.[1];
    if (awaited && !world.store.get(SERVICE, pod.metadata.namespace, awaited)) return { kind: 'init', container: container.name, message: '' };
  }
  return undefined;
}

function containerObstacle(world: LabWorld, pod: LabObject, containers: readonly LabObject[]): Obstacle | undefined {
  for (const container of containers) {
    const fault = faultOf(pod);
    if (fault === 'CreateContainerConfigError') return { kind: 'config', container: container.name, message: 'secret "cvat-opa-token" not found' };
    const refusal = fault === 'ImagePullBackOff' ? 'not found' : world.pullFailures.get(container.image);
    if (refusal) return { kind: 'pull', container: container.name, message: refusal };
    const message = userObstacle(pod, container) ?? referenceObstacle(world, pod, container);
    if (message) return { kind: 'config', container: container.name, message };
  }
  return undefined;
}

function userObstacle(pod: LabObject, container: LabObject): string | undefined {
  const security = { ...pod.spec.securityContext, ...container.securityContext };
  if (!security.runAsNonRoot || security.runAsUser !== undefined) return undefined;
  const where = `(pod: "${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})", container: ${container.name})`;
  const user = namedUser(container.image);
  if (user) return `container has runAsNonRoot and image has non-numeric user (${user}), cannot verify user is non-root ${where}`;
  return runsAsRoot(container.image) ? `container has runAsNonRoot and image will run as root ${where}` : undefined;
}

function referenceObstacle(world: LabWorld, pod: LabObject, container: LabObject): string | undefined {
  const namespace = pod.metadata.namespace;
  for (const { valueFrom } of container.env ?? []) {
    const [kind, word, reference] = valueFrom?.secretKeyRef
      ? [SECRET, 'secret', valueFrom.secretKeyRef]
      : [CONFIG_MAP, 'configmap', valueFrom?.configMapKeyRef];
    if (!reference || reference.optional) continue;
    const object = world.store.get(kind, namespace, reference.name);
    if (!object) return `${word} "${reference.name}" not found`;
    if (object.data?.[reference.key] === undefined)
      return `couldn't find key ${reference.key} in ${word === 'secret' ? 'Secret' : 'ConfigMap'} ${namespace}/${reference.name}`;
  }
  return undefined;
}
