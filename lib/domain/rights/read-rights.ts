import type { ReadRight, RightOption, RightPlace } from '@/lib/domain/rights/right';
import type { SnapshotPart } from '@/lib/domain/snapshot';

interface Purpose {
  readonly places: readonly RightPlace[];
  readonly fills: readonly SnapshotPart[];
  readonly use: string;
  readonly option?: RightOption;
  readonly heldBy?: 'actor';
}

const both = ['release', 'models'] as const;
const cluster = ['cluster'] as const;
/** What a shared watch does: it lists once and watches from there. Single objects are only read by the account that changes them. */
const follow = ['list', 'watch'];

const rule = (apiGroup: string, resource: string, verbs: readonly string[], purpose: Purpose): ReadRight => ({
  ...{ apiGroup, resource, verbs: [...verbs], namespaced: !purpose.places.includes('cluster') },
  ...purpose,
});

/**
 * What Loupe has to be allowed to see everything it can show: complete (a test holds it against what the API server logged) and minimal
 * (the same test fails on a right that was never used). Nothing here changes an object of the API.
 */
export const readRights: readonly ReadRight[] = [
  rule('', 'pods', follow, { places: both, fills: ['pods'], use: 'pods of CVAT and of the models, their states and restarts' }),
  rule('', 'pods/log', ['get'], {
    places: both,
    fills: ['crashLogs', 'buildLogs', 'proxyDecisions'],
    use: 'last words of containers that crash, build logs, decisions of the egress proxy, the log page',
  }),
  // Over a WebSocket an exec is a GET, so the API server asks for `get`; since 1.35 it asks for `create` besides. With one of them it is refused (tried on 1.36).
  rule('', 'pods/exec', ['create', 'get'], {
    places: both,
    fills: ['kvrocks', 'gpuProbes', 'fillLevels'],
    use: 'a fixed list of read-only questions inside containers: `redis-cli INFO`, `df`, `du`, `nvidia-smi`, CUDA of the framework',
    option: 'exec',
    // Who may exec can change whatever the program inside can change.
    heldBy: 'actor',
  }),
  rule('', 'services', follow, { places: both, fills: ['services'], use: 'addresses CVAT uses, and whether anything stands behind them' }),
  rule('discovery.k8s.io', 'endpointslices', follow, { places: both, fills: ['services'], use: 'ready pods behind each service' }),
  rule('', 'events', follow, { places: both, fills: ['events'], use: 'why a pod does not start, failing probes, what changed' }),
  rule('', 'persistentvolumeclaims', follow, { places: both, fills: ['claims', 'fillLevels'], use: 'claims, their sizes and growth' }),
  rule('apps', 'deployments', follow, { places: both, fills: ['workloads'], use: 'rollouts, images, settings of the backend' }),
  rule('apps', 'statefulsets', follow, { places: both, fills: ['workloads'], use: 'databases and storages of the release' }),
  rule('apps', 'daemonsets', follow, { places: both, fills: ['workloads'], use: 'workloads on every node' }),
  rule('apps', 'replicasets', follow, { places: both, fills: ['replicaSets'], use: 'rollout history: which change broke it' }),
  rule('batch', 'jobs', follow, { places: both, fills: ['jobs'], use: 'hooks of the release and builds of models' }),
  rule('nuclio.io', 'nucliofunctions', follow, { places: ['models'], fills: ['functions'], use: 'models and their states' }),
  rule('', 'secrets', ['get', 'list'], {
    places: ['release'],
    fills: ['helmRelease'],
    use: "Helm's release records: chart, values (for drift and the lasting fix). Only Secrets named `sh.helm.release.v1.*` are read, but RBAC cannot say so: it is the right to read every Secret of that namespace",
    option: 'helmRecords',
  }),
  rule('', 'nodes', follow, { places: cluster, fills: ['nodes', 'nodeDisks', 'network'], use: 'nodes, pressure, GPUs, address ranges' }),
  rule('', 'persistentvolumes', follow, { places: cluster, fills: ['volumes', 'fillLevels'], use: 'which disk a claim lies on' }),
  rule('storage.k8s.io', 'storageclasses', follow, { places: cluster, fills: ['storageClasses'], use: 'which claims can grow' }),
  rule('node.k8s.io', 'runtimeclasses', follow, { places: cluster, fills: ['runtimeClasses'], use: 'whether the NVIDIA runtime is there' }),
  rule('networking.k8s.io', 'servicecidrs', ['list'], {
    places: cluster,
    fills: ['network'],
    use: 'service addresses, to judge the ranges of the egress proxy',
  }),
  rule('', 'services', follow, {
    places: cluster,
    fills: ['services'],
    use: 'services in other namespaces: storages and webhooks CVAT is pointed at often live there',
    option: 'otherNamespaces',
  }),
  rule('', 'services', ['get'], { places: ['default'], fills: ['network'], use: "the API server's own address, which a proxy rule must not let through" }),
  rule('discovery.k8s.io', 'endpointslices', ['list'], { places: ['default'], fills: ['network'], use: "the API server's endpoints, for the same" }),
  rule('', 'nodes/stats', ['get'], {
    places: cluster,
    fills: ['fillLevels', 'nodeDisks'],
    use: 'fill levels of claims and node disks, asked of the kubelets directly and never through `nodes/proxy`',
    option: 'nodeStats',
  }),
  ...['volumes', 'replicas', 'nodes', 'settings'].map((resource) =>
    rule('longhorn.io', resource, follow, {
      places: ['longhorn'],
      fills: ['longhorn'],
      use: 'headroom of the disks: how far a volume may grow',
      option: 'longhorn',
    }),
  ),
  rule('', 'pods/portforward', ['create', 'get'], {
    places: both,
    fills: ['cvatAbout', 'cvatHealth', 'cvatModels', 'cloudStorages', 'inferenceRequests', 'nuclioDashboard', 'kvrocks'],
    use: 'reaching CVAT, Nuclio and KVRocks from outside the cluster; inside it their services are called by name and the right is not needed',
    option: 'portForward',
  }),
  rule('', 'services', ['get'], {
    places: both,
    fills: ['cvatAbout', 'cvatHealth', 'cvatModels', 'cloudStorages', 'inferenceRequests', 'nuclioDashboard', 'kvrocks'],
    use: 'from outside the cluster: which pods stand behind a service now',
    option: 'portForward',
  }),
];
