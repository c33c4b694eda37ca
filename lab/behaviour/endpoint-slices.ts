import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { listeningPorts, portNumber } from './images';
import { ENDPOINT_SLICE, POD, SERVICE } from './kinds';
import { isReady, isTerminating, nameSuffix, ownerReference } from './pods';
import { startReconciler } from './reconciler';

const selects = (service: LabObject, pod: LabObject) =>
  Object.entries(service.spec.selector ?? {}).every(([key, value]) => pod.metadata.labels?.[key] === value);

/** Ready pods behind a Service. */
export function readyPods(world: LabWorld, namespace: string, name: string): LabObject[] {
  const service = world.store.get(SERVICE, namespace, name);
  if (!service?.spec.selector) return [];
  return world.store.list(POD, namespace).filter((pod) => selects(service, pod) && isReady(pod) && !isTerminating(pod));
}

/** True when something behind the Service answers on this port of its own. */
export function answersOn(world: LabWorld, namespace: string, name: string, port: number): boolean {
  const entry = world.store.get(SERVICE, namespace, name)?.spec.ports.find((candidate: LabObject) => candidate.port === port);
  if (!entry) return false;
  return readyPods(world, namespace, name).some((pod) =>
    pod.spec.containers.some((container: LabObject) => {
      const target = portNumber(container, entry.targetPort ?? entry.port);
      return target !== undefined && listeningPorts(container).includes(target);
    }),
  );
}

/** One slice per Service with a selector, kept to the pods it selects. */
export function startEndpointSlices(world: LabWorld): void {
  const { store } = world;
  const sliceOf = (service: LabObject) =>
    store.list(ENDPOINT_SLICE, service.metadata.namespace).find((slice) => slice.metadata.labels?.['kubernetes.io/service-name'] === service.metadata.name);

  function endpoint(pod: LabObject) {
    const ready = isReady(pod) && !isTerminating(pod);
    return {
      addresses: [pod.status.podIP],
      conditions: { ready, serving: isReady(pod), terminating: isTerminating(pod) },
      nodeName: pod.spec.nodeName,
      targetRef: { kind: 'Pod', name: pod.metadata.name, namespace: pod.metadata.namespace, uid: pod.metadata.uid },
    };
  }

  function reconcile(namespace: string, name: string) {
    const service = store.get(SERVICE, namespace, name);
    if (!service?.spec.selector) return;
    const pods = store.list(POD, namespace).filter((pod) => selects(service, pod) && pod.status?.podIP && pod.status.phase === 'Running');
    const ports = service.spec.ports.map((port: LabObject) => {
      const first = pods[0]?.spec.containers
        .map((container: LabObject) => portNumber(container, port.targetPort ?? port.port))
        .find((value: number | undefined) => value !== undefined);
      return { ...(port.name ? { name: port.name } : {}), port: first ?? port.port, protocol: port.protocol ?? 'TCP' };
    });
    const known = sliceOf(service);
    if (known) {
      store.change(ENDPOINT_SLICE, namespace, known.metadata.name, 'kube-controller-manager', (draft) =>
        Object.assign(draft, { endpoints: pods.map(endpoint), ports }),
      );
      return;
    }
    store.put(
      {
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        metadata: {
          name: `${name}-${nameSuffix(world)}`,
          namespace,
          labels: {
            ...service.metadata.labels,
            'kubernetes.io/service-name': name,
            'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
          },
          ownerReferences: [ownerReference(service)],
        },
        addressType: 'IPv4',
        endpoints: pods.map(endpoint),
        ports,
      },
      'kube-controller-manager',
    );
  }

  startReconciler(world, {
    name: 'endpointslice',
    delayMs: 20,
    keysOf: ({ type, object }) => {
      const namespace = object.metadata.namespace ?? '';
      if (object.kind === 'Service') return type === 'DELETED' ? [] : [`${namespace}/${object.metadata.name}`];
      if (object.kind !== 'Pod') return [];
      return store
        .list(SERVICE, namespace)
        .filter((service) => service.spec.selector && selects(service, object))
        .map((service) => `${namespace}/${service.metadata.name}`);
    },
    reconcile,
  });
}
