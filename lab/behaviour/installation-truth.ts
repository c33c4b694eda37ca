import { STORAGE_ADDRESS } from '../world/fresh-state';
import { GPU_RESOURCE, NUCLIO_PORT, RELEASE } from '../world/identity';
import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { decideEgress } from './egress-proxy';
import { answersOn, readyPods } from './endpoint-slices';
import { POD, SERVICE } from './kinds';
import { envValue, isActive, isReady } from './pods';

const CHECK_MS = 5_000;
const WORKING = 'working';
const SERVER_DISK_LIMIT = 0.9;

/** What CVAT, Nuclio and the GPUs can do follows from the pods that run: kept up to date here, read by the HTTP servers and the probes. */
export function startInstallationTruth(world: LabWorld): void {
  const { store, namespace } = world;
  const lastPods = new Map<string, string>();
  const podWith = (labels: Record<string, string>) =>
    store
      .list(POD, namespace)
      .find((pod) => isActive(pod) && isReady(pod) && Object.entries(labels).every(([key, value]) => pod.metadata.labels?.[key] === value));

  function refreshServer() {
    const server = podWith({ component: 'server' });
    world.cvat.down = !answersOn(world, namespace, `${RELEASE}-backend-service`, 8080);
    const tag = /:v?(\d[\w.]*)$/.exec(server?.spec.containers[0].image ?? '')?.[1];
    if (tag) world.cvat.version = tag;
    const options = envValue(server?.spec, 'cvat-backend', 'SMOKESCREEN_OPTS') ?? '';
    const storageUp = readyPods(world, 'minio', 'minio').length > 0;
    const { allow } = decideEgress(options, STORAGE_ADDRESS);
    // What the proxy refuses looks to CVAT like a bucket that is not there.
    const status = !allow ? 'NOT_FOUND' : storageUp ? 'AVAILABLE' : 'UNREACHABLE';
    for (const storage of world.cvat.cloudStorages) storage.status = status;
    world.cvat.health = health(server);
  }

  function health(server: LabObject | undefined): Record<string, string> {
    const redis = readyPods(world, namespace, `${RELEASE}-redis-master`).length > 0;
    const postgres = readyPods(world, namespace, `${RELEASE}-postgresql`).length > 0;
    const permissions = readyPods(world, namespace, 'opa').length > 0;
    const media = readyPods(world, namespace, `${RELEASE}-kvrocks`).length > 0 && !world.kvrocks.writeError;
    const disk = world.nodeFs.get(server?.spec.nodeName ?? '');
    const share = disk ? disk.usedBytes / disk.capacityBytes : 0;
    const cache = (up: boolean) => (up ? WORKING : 'unexpected result: Connection Error');
    return {
      'Cache backend: default': cache(redis),
      'Cache backend: media': cache(media),
      DatabaseBackend: postgres ? WORKING : 'unavailable: Database error',
      DiskUsage: share > SERVER_DISK_LIMIT ? `warning: ${server?.metadata.name} ${(share * 100).toFixed(1)}% disk usage exceeds 90%` : WORKING,
      MemoryUsage: WORKING,
      OPAHealthCheck: permissions ? WORKING : "unknown error: HTTPConnectionPool(host='opa', port=8181): Max retries exceeded with url: /health?bundles",
    };
  }

  function refreshNuclio() {
    world.nuclio.dashboardDown =
      !store.get(SERVICE, namespace, `${RELEASE}-nuclio-dashboard`) || !answersOn(world, namespace, `${RELEASE}-nuclio-dashboard`, Number(NUCLIO_PORT));
    const controller = podWith({ 'nuclio.io/app': 'controller' });
    world.nuclio.controllerDown = !controller;
    world.nuclio.dashboardStarts += began('dashboard', podWith({ 'nuclio.io/app': 'dashboard' }));
    world.nuclio.controllerStarts += began('controller', controller);
  }

  /** 1 when another pod than the last one does this work now. */
  function began(role: string, pod: LabObject | undefined): number {
    const before = lastPods.get(role);
    if (!pod || before === pod.metadata.uid) return 0;
    lastPods.set(role, pod.metadata.uid as string);
    return before === undefined ? 0 : 1;
  }

  function refreshGpus() {
    const pods = store.list(POD, namespace).filter((pod) => pod.metadata.labels?.['nuclio.io/class'] === 'function' && isActive(pod));
    world.gpus.clear();
    for (const pod of pods) {
      const name = pod.metadata.labels?.['nuclio.io/function-name'] as string;
      world.gpus.set(name, gpuOf(world, pod));
    }
  }

  /** What follows from nothing in the store, as one text: looked at often, and only a change of it costs a refresh. */
  const beside = () => JSON.stringify([world.kvrocks.writeError, [...world.nodeFs.values()], world.podFaults.size, [...world.cpuBuilds]]);
  let seen = '';

  function refresh() {
    seen = beside();
    refreshServer();
    refreshNuclio();
    refreshGpus();
  }

  world.watch(({ object }) => {
    if (['Pod', 'Service', 'Deployment'].includes(object.kind)) world.timers.enqueue('installation truth', 100, refresh);
  });
  world.onReset(() => {
    lastPods.clear();
    refresh();
  });
  world.timers.every(CHECK_MS, () => {
    if (beside() !== seen) refresh();
  });
}

/** What a function's container sees of the card: devices come with the nvidia runtime, CUDA with a framework built for it. */
export function gpuOf(world: LabWorld, pod: LabObject) {
  const asks = Number(pod.spec.containers[0].resources?.limits?.[GPU_RESOURCE] ?? 0) > 0;
  const lost = world.podFaults.get(pod.metadata.uid as string)?.gpuLost ?? false;
  const devices = asks && pod.spec.runtimeClassName === 'nvidia' && isReady(pod);
  const cpuBuild = world.cpuBuilds.has(pod.metadata.labels?.['nuclio.io/function-name'] ?? '');
  const detail = !asks
    ? undefined
    : cpuBuild
      ? 'CPU-only build'
      : lost
        ? 'Failed to initialize NVML: Unknown Error'
        : devices
          ? undefined
          : 'no device in the container';
  return { devices, cuda: devices && !lost && !cpuBuild, cudaDetail: detail };
}
