import type { RbacRule } from '@/lib/domain/plan';

/** The rights remediations share, each as narrow as its steps allow. Waiting reads the object and its pods. */
export const rights = {
  patchDeployments: { apiGroup: 'apps', resource: 'deployments', verbs: ['get', 'patch'], namespaced: true },
  patchStatefulSets: { apiGroup: 'apps', resource: 'statefulsets', verbs: ['get', 'patch'], namespaced: true },
  patchClaims: { apiGroup: '', resource: 'persistentvolumeclaims', verbs: ['get', 'patch'], namespaced: true },
  patchFunctions: { apiGroup: 'nuclio.io', resource: 'nucliofunctions', verbs: ['get', 'patch'], namespaced: true },
  readDeployments: { apiGroup: 'apps', resource: 'deployments', verbs: ['get'], namespaced: true },
  readFunctions: { apiGroup: 'nuclio.io', resource: 'nucliofunctions', verbs: ['get'], namespaced: true },
  readReplicaSets: { apiGroup: 'apps', resource: 'replicasets', verbs: ['get', 'list'], namespaced: true },
  readPods: { apiGroup: '', resource: 'pods', verbs: ['list'], namespaced: true },
  deletePods: { apiGroup: '', resource: 'pods', verbs: ['get', 'list', 'delete'], namespaced: true },
  /** Over a WebSocket an exec is a GET and needs `get`; since Kubernetes 1.35 `create` besides. */
  execInPods: { apiGroup: '', resource: 'pods/exec', verbs: ['get', 'create'], namespaced: true },
} as const satisfies Record<string, RbacRule>;
