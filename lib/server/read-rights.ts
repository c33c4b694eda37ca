import 'server-only';
import type { RbacRule } from '@/lib/domain/plan';

const rule = (apiGroup: string, resource: string, verbs: string[], namespaced = true): RbacRule => ({ apiGroup, resource, verbs, namespaced });
const watch = ['get', 'list', 'watch'];

/** What Loupe has to be allowed to see everything it can show. Nothing here changes anything; exec asks fixed questions only. */
export const readRights: readonly RbacRule[] = [
  rule('', 'pods', watch),
  rule('', 'pods/log', ['get']),
  rule('', 'pods/exec', ['get', 'create']),
  rule('', 'services', watch),
  rule('', 'events', watch),
  rule('', 'persistentvolumeclaims', watch),
  rule('apps', 'deployments', watch),
  rule('apps', 'statefulsets', watch),
  rule('apps', 'daemonsets', watch),
  rule('apps', 'replicasets', watch),
  rule('batch', 'jobs', watch),
  rule('discovery.k8s.io', 'endpointslices', watch),
  rule('nuclio.io', 'nucliofunctions', watch),
  // In every namespace: storages and webhooks that CVAT is pointed at often live elsewhere.
  rule('', 'services', watch, false),
  rule('', 'nodes', watch, false),
  rule('', 'nodes/stats', ['get'], false),
  rule('', 'persistentvolumes', watch, false),
  rule('storage.k8s.io', 'storageclasses', watch, false),
  rule('node.k8s.io', 'runtimeclasses', watch, false),
];
