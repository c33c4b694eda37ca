import type { LabObject } from '../world/object-store';
import type { LabWorld, PodFault } from '../world/world';
import { listeningPorts, portNumber } from './images';
import { CONFIG_MAP } from './kinds';

/**
 * How a pod is to go wrong, by an annotation that any pod template may carry. The simulated kubelets of the control plane in rig/ take the same one, so that
 * one script sets faults on both.
 */
export function faultOf(pod: LabObject): string | undefined {
  return pod.metadata.annotations?.['loupe.test/fault'];
}

/** Why the process of the first container ends right after its start, if it does. */
export function crashOf(world: LabWorld, pod: LabObject): PodFault['crash'] {
  if (faultOf(pod) === 'CrashLoopBackOff') return { exitCode: 1, lines: [] };
  return world.podFaults.get(pod.metadata.uid as string)?.crash ?? vectorWithoutSources(world, pod);
}

function vectorWithoutSources(world: LabWorld, pod: LabObject): PodFault['crash'] {
  if (!pod.spec.containers.some((container: LabObject) => container.name === 'vector')) return undefined;
  const config = world.store.get(CONFIG_MAP, pod.metadata.namespace, 'cvat-vector-config');
  if (config?.data?.['vector.toml']) return undefined;
  return {
    exitCode: 78,
    lines: [
      'INFO vector::app: Loading configs. paths=["/etc/vector"]',
      'ERROR vector::cli: Configuration error. error=No sources defined in the config.',
      'ERROR vector::cli: Configuration error. error=No sinks defined in the config.',
    ],
  };
}

/** What a probe of a container gets to see; undefined = it passes. The text stands as it does in the kubelet's events. */
export function probeFailure(
  world: LabWorld,
  pod: LabObject,
  container: LabObject,
  probe: LabObject | undefined,
  kind: 'Liveness' | 'Readiness',
): string | undefined {
  if (!probe) return undefined;
  if (kind === 'Readiness') {
    const fault = world.podFaults.get(pod.metadata.uid as string)?.unready;
    if (fault) return fault;
    if (faultOf(pod) === 'NotReady') return 'HTTP probe failed with statuscode: 503';
  }
  const action = probe.httpGet ?? probe.tcpSocket;
  if (!action) return undefined;
  const port = portNumber(container, action.port);
  const listening = listeningPorts(container);
  if (port !== undefined && (listening.length === 0 || listening.includes(port))) return undefined;
  const refused = `dial tcp ${pod.status.podIP}:${port}: connect: connection refused`;
  return probe.httpGet ? `Get "http://${pod.status.podIP}:${port}${probe.httpGet.path}": ${refused}` : refused;
}
