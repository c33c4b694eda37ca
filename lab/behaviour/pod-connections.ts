import { connect } from 'node:net';
import type { ContainerAnswers, LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { listeningPorts } from './images';
import { POD } from './kinds';

type Connect = NonNullable<ContainerAnswers['connect']>;

export interface StandIns {
  /** Ports of loopback where the lab's CVAT and Nuclio answer. */
  readonly cvat: number;
  readonly nuclio: number;
}

/** What answers on the ports of pods: CVAT's server, Nuclio's dashboard, and KVRocks. All others refuse, as a port nobody listens on. */
export function connectPods(world: LabWorld, standIns: StandIns): Connect {
  return (where) => {
    const pod = world.store.get(POD, where.namespace, where.pod);
    if (!pod || !listensOn(pod, where.port)) return undefined;
    const port = standIn(pod, standIns);
    return port === undefined ? world.answers.connect?.(where) : connect(port, '127.0.0.1');
  };
}

/** True when a running container of the pod has it as a port of its own. */
export function listensOn(pod: LabObject, port: number): boolean {
  const running = new Set((pod.status?.containerStatuses ?? []).filter((status: LabObject) => status.state?.running).map((status: LabObject) => status.name));
  return pod.spec.containers.some((container: LabObject) => running.has(container.name) && listeningPorts(container).includes(port));
}

function standIn({ metadata: { labels = {} } }: LabObject, standIns: StandIns): number | undefined {
  if (labels.tier === 'backend' && labels.component === 'server') return standIns.cvat;
  return labels['nuclio.io/app'] === 'dashboard' ? standIns.nuclio : undefined;
}
