import { STORAGE_ADDRESS } from '../world/fresh-state';
import type { LabWorld } from '../world/world';
import { decideEgress } from './egress-proxy';
import { POD } from './kinds';
import { envValue, isReady } from './pods';
import { proxyDecisionLine } from './start-lines';

const EVERY_MS = 30_000;
const HOST = 'minio.minio.svc.cluster.local:80';
/** Backends that run the egress proxy and fetch media now and then. */
const FETCHING = ['server', 'worker-annotation', 'worker-chunks', 'worker-import', 'worker-export', 'worker-webhooks'];

/** What running backends write by themselves: what their egress proxy decided about the object storage. */
export function writeProxyDecisions(world: LabWorld): void {
  const at = new Date(world.clock.now()).toISOString();
  for (const pod of world.store.list(POD, world.namespace)) {
    if (!FETCHING.includes(pod.metadata.labels?.component ?? '') || !isReady(pod)) continue;
    const options = envValue(pod.spec, 'cvat-backend', 'SMOKESCREEN_OPTS') ?? '';
    const { allow, rule } = decideEgress(options, STORAGE_ADDRESS);
    world.log(world.namespace, pod.metadata.name, 'cvat-backend', proxyDecisionLine({ host: HOST, address: STORAGE_ADDRESS.address, allow, rule, at }));
  }
}

export function startLogChatter(world: LabWorld): void {
  world.timers.every(EVERY_MS, () => writeProxyDecisions(world));
}
