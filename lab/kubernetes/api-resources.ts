/** One resource of the API: what discovery says about it and what the server needs to serve it. */
export interface ApiResource {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly singular: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly subresources: readonly string[];
  readonly verbs: readonly string[];
  /** The kind in the object store. Two resources can show the same objects (events). */
  readonly stored: string;
  /** Custom resources have no merge keys and, here, no status subresource. */
  readonly custom: boolean;
}

const WRITABLE = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const READABLE = ['get', 'list', 'watch'];

type Extras = Partial<Pick<ApiResource, 'shortNames' | 'categories' | 'subresources' | 'verbs' | 'stored' | 'namespaced' | 'custom' | 'singular'>>;

function resource(groupVersion: string, plural: string, kind: string, extras: Extras = {}): ApiResource {
  const [group, version] = groupVersion.includes('/') ? (groupVersion.split('/') as [string, string]) : ['', groupVersion];
  return {
    group,
    version,
    plural,
    kind,
    singular: kind.toLowerCase(),
    namespaced: true,
    shortNames: [],
    categories: [],
    subresources: [],
    verbs: WRITABLE,
    stored: `${groupVersion}/${kind}`,
    custom: false,
    ...extras,
  };
}

const all = { categories: ['all'] };
const cluster = { namespaced: false };
const status = { subresources: ['status'] };
const custom = { custom: true };

/** Everything the lab serves, in the order discovery lists it. */
export const API_RESOURCES: readonly ApiResource[] = [
  resource('v1', 'configmaps', 'ConfigMap', { shortNames: ['cm'] }),
  resource('v1', 'endpoints', 'Endpoints', { shortNames: ['ep'], singular: 'endpoints' }),
  resource('v1', 'events', 'Event', { shortNames: ['ev'] }),
  resource('v1', 'namespaces', 'Namespace', { ...cluster, ...status, shortNames: ['ns'] }),
  resource('v1', 'nodes', 'Node', { ...cluster, ...status, shortNames: ['no'] }),
  resource('v1', 'persistentvolumeclaims', 'PersistentVolumeClaim', { ...status, shortNames: ['pvc'] }),
  resource('v1', 'persistentvolumes', 'PersistentVolume', { ...cluster, ...status, shortNames: ['pv'] }),
  resource('v1', 'pods', 'Pod', { ...all, shortNames: ['po'], subresources: ['eviction', 'exec', 'log', 'portforward', 'status'] }),
  resource('v1', 'secrets', 'Secret'),
  resource('v1', 'serviceaccounts', 'ServiceAccount', { shortNames: ['sa'], subresources: ['token'] }),
  resource('v1', 'services', 'Service', { ...all, ...status, shortNames: ['svc'] }),
  resource('apps/v1', 'controllerrevisions', 'ControllerRevision'),
  resource('apps/v1', 'daemonsets', 'DaemonSet', { ...all, ...status, shortNames: ['ds'] }),
  resource('apps/v1', 'deployments', 'Deployment', { ...all, shortNames: ['deploy'], subresources: ['scale', 'status'] }),
  resource('apps/v1', 'replicasets', 'ReplicaSet', { ...all, shortNames: ['rs'], subresources: ['scale', 'status'] }),
  resource('apps/v1', 'statefulsets', 'StatefulSet', { ...all, shortNames: ['sts'], subresources: ['scale', 'status'] }),
  resource('batch/v1', 'cronjobs', 'CronJob', { ...all, ...status, shortNames: ['cj'] }),
  resource('batch/v1', 'jobs', 'Job', { ...all, ...status }),
  resource('events.k8s.io/v1', 'events', 'Event', { shortNames: ['ev'], stored: 'v1/Event', verbs: READABLE }),
  resource('storage.k8s.io/v1', 'storageclasses', 'StorageClass', { ...cluster, shortNames: ['sc'] }),
  resource('storage.k8s.io/v1', 'csidrivers', 'CSIDriver', cluster),
  resource('storage.k8s.io/v1', 'volumeattachments', 'VolumeAttachment', { ...cluster, ...status }),
  resource('node.k8s.io/v1', 'runtimeclasses', 'RuntimeClass', cluster),
  resource('autoscaling/v2', 'horizontalpodautoscalers', 'HorizontalPodAutoscaler', { ...all, ...status, shortNames: ['hpa'] }),
  resource('networking.k8s.io/v1', 'ingresses', 'Ingress', { ...status, shortNames: ['ing'] }),
  resource('networking.k8s.io/v1', 'ingressclasses', 'IngressClass', cluster),
  resource('networking.k8s.io/v1', 'networkpolicies', 'NetworkPolicy', { shortNames: ['netpol'] }),
  resource('networking.k8s.io/v1', 'servicecidrs', 'ServiceCIDR', { ...cluster, ...status }),
  resource('discovery.k8s.io/v1', 'endpointslices', 'EndpointSlice'),
  resource('coordination.k8s.io/v1', 'leases', 'Lease'),
  resource('policy/v1', 'poddisruptionbudgets', 'PodDisruptionBudget', { ...status, shortNames: ['pdb'] }),
  resource('rbac.authorization.k8s.io/v1', 'roles', 'Role'),
  resource('rbac.authorization.k8s.io/v1', 'rolebindings', 'RoleBinding'),
  resource('rbac.authorization.k8s.io/v1', 'clusterroles', 'ClusterRole', cluster),
  resource('rbac.authorization.k8s.io/v1', 'clusterrolebindings', 'ClusterRoleBinding', cluster),
  resource('scheduling.k8s.io/v1', 'priorityclasses', 'PriorityClass', { ...cluster, shortNames: ['pc'] }),
  resource('admissionregistration.k8s.io/v1', 'mutatingwebhookconfigurations', 'MutatingWebhookConfiguration', cluster),
  resource('admissionregistration.k8s.io/v1', 'validatingwebhookconfigurations', 'ValidatingWebhookConfiguration', cluster),
  resource('admissionregistration.k8s.io/v1', 'validatingadmissionpolicies', 'ValidatingAdmissionPolicy', { ...cluster, ...status }),
  resource('admissionregistration.k8s.io/v1', 'validatingadmissionpolicybindings', 'ValidatingAdmissionPolicyBinding', cluster),
  resource('admissionregistration.k8s.io/v1', 'mutatingadmissionpolicies', 'MutatingAdmissionPolicy', cluster),
  resource('admissionregistration.k8s.io/v1', 'mutatingadmissionpolicybindings', 'MutatingAdmissionPolicyBinding', cluster),
  resource('apiextensions.k8s.io/v1', 'customresourcedefinitions', 'CustomResourceDefinition', { ...cluster, ...status, shortNames: ['crd', 'crds'] }),
  resource('apiregistration.k8s.io/v1', 'apiservices', 'APIService', { ...cluster, ...status }),
  resource('authorization.k8s.io/v1', 'selfsubjectaccessreviews', 'SelfSubjectAccessReview', { ...cluster, verbs: ['create'] }),
  resource('authorization.k8s.io/v1', 'selfsubjectrulesreviews', 'SelfSubjectRulesReview', { ...cluster, verbs: ['create'] }),
  resource('authentication.k8s.io/v1', 'selfsubjectreviews', 'SelfSubjectReview', { ...cluster, verbs: ['create'] }),
  resource('metrics.k8s.io/v1beta1', 'nodes', 'NodeMetrics', { ...cluster, singular: '', verbs: ['get', 'list'] }),
  resource('metrics.k8s.io/v1beta1', 'pods', 'PodMetrics', { singular: '', verbs: ['get', 'list'] }),
  resource('nuclio.io/v1beta1', 'nucliofunctions', 'NuclioFunction', custom),
  resource('nuclio.io/v1beta1', 'nuclioapigateways', 'NuclioAPIGateway', custom),
  resource('nuclio.io/v1beta1', 'nucliofunctionevents', 'NuclioFunctionEvent', custom),
  resource('nuclio.io/v1beta1', 'nuclioprojects', 'NuclioProject', custom),
  resource('longhorn.io/v1beta2', 'volumes', 'Volume', { ...custom, shortNames: ['lhv'] }),
  resource('longhorn.io/v1beta2', 'replicas', 'Replica', { ...custom, shortNames: ['lhr'] }),
  resource('longhorn.io/v1beta2', 'engines', 'Engine', { ...custom, shortNames: ['lhe'] }),
  resource('longhorn.io/v1beta2', 'nodes', 'Node', { ...custom, shortNames: ['lhn'] }),
  resource('longhorn.io/v1beta2', 'settings', 'Setting', { ...custom, shortNames: ['lhs'] }),
  resource('longhorn.io/v1beta2', 'snapshots', 'Snapshot', { ...custom, shortNames: ['lhsnap'] }),
  resource('longhorn.io/v1beta2', 'recurringjobs', 'RecurringJob', { ...custom, shortNames: ['lhrj'] }),
  resource('longhorn.io/v1beta2', 'backuptargets', 'BackupTarget', { ...custom, shortNames: ['lhbt'] }),
  resource('longhorn.io/v1beta2', 'backups', 'Backup', { ...custom, shortNames: ['lhb'] }),
  resource('metallb.io/v1beta1', 'ipaddresspools', 'IPAddressPool', custom),
  resource('metallb.io/v1beta1', 'l2advertisements', 'L2Advertisement', custom),
  resource('traefik.io/v1alpha1', 'ingressroutes', 'IngressRoute', custom),
  resource('traefik.io/v1alpha1', 'middlewares', 'Middleware', custom),
];

const byPath = new Map(API_RESOURCES.map((entry) => [`${entry.group}/${entry.version}/${entry.plural}`, entry]));

export function findResource(group: string, version: string, plural: string): ApiResource | undefined {
  return byPath.get(`${group}/${version}/${plural}`);
}

/** `v1` or `apps/v1`. */
export function groupVersionOf({ group, version }: { readonly group: string; readonly version: string }): string {
  return group ? `${group}/${version}` : version;
}

/** `pods` or `deployments.apps`, as error messages name a resource. */
export function qualifiedName({ plural, group }: ApiResource): string {
  return group ? `${plural}.${group}` : plural;
}
