import { startKubernetesApi } from '../../kubernetes/server';
import { breakPods } from '../../scenarios/pod-fault';
import { createLabClock } from '../../world/create-clock';
import { createWorld } from '../../world/create-world';
import type { LabWorld } from '../../world/world';
import { FUNCTION, PROJECT } from '../function-states';
import { startNuclioDashboard } from '../start-nuclio-dashboard';

const FORGOTTEN = { unready: 'Node is not ready' };
const API = 'nuclio.io/v1beta1';
/** Lines the rig's containers have written, whatever they run. */
const CONTAINER_LINES = Array.from({ length: 200 }, (_, index) => ({ at: '', line: `INFO line ${index + 1} of a simulated container` }));

/** The lab with what the recorder's cluster had, over HTTP; time moves only when told. */
export interface RecordedCluster {
  readonly world: LabWorld;
  readonly kubernetes: string;
  readonly dashboard: string;
  /** Back to a namespace without functions. */
  begin(options: { readonly withProject: boolean; readonly unreadableLogs?: boolean }): void;
  /** From now on the pods of functions do not become ready. */
  forgetNodes(): void;
  close(): Promise<void>;
}

/** Starts the lab's Kubernetes API and Nuclio dashboard on free ports, with the rig's nodes and logs and Nuclio 1.14.1. */
export async function startRecordedCluster(): Promise<RecordedCluster> {
  const world = createWorld({ clock: createLabClock({ rate: 0, startAt: Date.parse('2026-11-22T05:00:00Z') }) });
  let lines: typeof CONTAINER_LINES | undefined = CONTAINER_LINES;
  Object.assign(world.answers, { log: () => lines });
  const api = await startKubernetesApi({ store: world.store, answers: world.answers, port: 0 });
  const dashboard = await startNuclioDashboard(world, 0);
  let forgotten = false;
  world.watch(({ type, object }) => {
    const { uid, labels = {} } = object.metadata;
    if (forgotten && type === 'ADDED' && object.kind === 'Pod' && labels['nuclio.io/class'] === 'function') world.podFaults.set(uid as string, FORGOTTEN);
  });

  return {
    world,
    kubernetes: api.url,
    dashboard: dashboard.url,
    begin({ withProject, unreadableLogs = false }) {
      forgotten = false;
      lines = unreadableLogs ? undefined : CONTAINER_LINES;
      world.reset();
      Object.assign(world.nuclio, { version: '1.14.1' });
      const { store, namespace } = world;
      for (const { metadata } of store.list(FUNCTION)) store.remove(FUNCTION, metadata.namespace, metadata.name);
      for (const { metadata } of store.list(PROJECT)) store.remove(PROJECT, metadata.namespace, metadata.name);
      for (const name of withProject ? ['default', 'cvat'] : ['default'])
        store.put({ apiVersion: API, kind: 'NuclioProject', metadata: { name, namespace }, spec: {} }, 'recorder');
      store.change('v1/ConfigMap', namespace, `${world.release}-nuclio-registry-url`, 'recorder', (draft) =>
        Object.assign(draft.data, { registry_url: 'registry.test:5000' }),
      );
      for (const [name, gpus, labels] of NODES) store.put(node(name, gpus, labels), 'recorder');
      world.clock.advance(10_000);
    },
    forgetNodes() {
      forgotten = true;
      breakPods(world, { 'nuclio.io/class': 'function' }, FORGOTTEN);
    },
    async close() {
      await Promise.all([api.close(), dashboard.close()]);
    },
  };
}

const NODES: readonly (readonly [name: string, gpus: number, labels: Record<string, string>])[] = [
  ['gpu-16', 16, {}],
  ['job-hangs', 0, { 'loupe.test/job': 'hangs' }],
  ['job-fails', 0, { 'loupe.test/job': 'fails' }],
];

function node(name: string, gpus: number, labels: Record<string, string>) {
  const allocatable = { cpu: '32', memory: '256Gi', pods: '250', 'nvidia.com/gpu': String(gpus) };
  const conditions = [{ type: 'Ready', status: 'True' }];
  const addresses = [{ type: 'InternalIP', address: '127.0.0.1' }];
  const wears = { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', ...labels };
  return { apiVersion: 'v1', kind: 'Node', metadata: { name, labels: wears }, spec: {}, status: { allocatable, capacity: allocatable, conditions, addresses } };
}
