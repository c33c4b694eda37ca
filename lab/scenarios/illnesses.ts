import { isDeepStrictEqual } from 'node:util';
import { condition } from '../behaviour/conditions';
import { CLAIM, DAEMON_SET, DEPLOYMENT, NODE, NUCLIO_FUNCTION, POD, STATEFUL_SET } from '../behaviour/kinds';
import { isReady } from '../behaviour/pods';
import { freshKvrocks } from '../world/fresh-state';
import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';

const DISK_FULL = 0.85;

const nameOf = (object: LabObject) => `${object.kind} ${object.metadata.name}`;

function differs(world: LabWorld, object: LabObject): boolean {
  const kind = `${object.apiVersion}/${object.kind}`;
  const healthy = world.healthy(kind, object.metadata.namespace, object.metadata.name);
  return (
    !healthy || !isDeepStrictEqual(healthy.spec, object.spec) || (kind === NUCLIO_FUNCTION && !isDeepStrictEqual(functionFacts(healthy), functionFacts(object)))
  );
}

const functionFacts = ({ metadata, status }: LabObject) => ({ annotations: metadata.annotations, state: status?.state, urls: status?.internalInvocationUrls });

/** Everything in which a world is not as the healthy installation: for tests, and for a look at what a scenario does. */
export function illnesses(world: LabWorld): string[] {
  const { store } = world;
  const changed = [DEPLOYMENT, STATEFUL_SET, DAEMON_SET, NUCLIO_FUNCTION, CLAIM].flatMap((kind) => store.list(kind)).filter((object) => differs(world, object));
  const unready = store.list(POD).filter((pod) => !isReady(pod) && pod.status?.phase !== 'Succeeded');
  const pressed = store.list(NODE).filter((node) => condition(node, 'DiskPressure')?.status !== 'False' || (node.spec.taints ?? []).length > 0);
  const full = [...world.disks.values()].filter((disk) => disk.usedBytes / disk.capacityBytes > DISK_FULL);
  return [
    ...changed.map((object) => `${nameOf(object)} differs`),
    ...unready.map((pod) => `${nameOf(pod)} is not ready`),
    ...pressed.map((node) => `${nameOf(node)} is under pressure`),
    ...full.map((disk) => `${disk.claim} is full`),
    ...(world.kvrocks.liveBytes > freshKvrocks().liveBytes * 1.2 || world.kvrocks.writeError ? ['KVRocks holds too much'] : []),
    ...[...world.gpus].filter(([name, gpu]) => !gpu.cuda && name !== 'onnx-wongkinyiu-yolov7').map(([name]) => `${name} has no CUDA`),
    ...Object.entries(world.cvat.health)
      .filter(([, status]) => status !== 'working')
      .map(([plugin]) => `${plugin} is failing`),
    ...(world.cvat.down ? ['CVAT is down'] : []),
    ...(world.nuclio.dashboardDown ? ['Nuclio is down'] : []),
  ];
}
