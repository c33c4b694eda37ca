/** One question put to the lab and to a real API server, in this order, in a namespace of its own (`{ns}`). */
export interface Exchange {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly type?: 'json' | 'merge' | 'strategic' | 'jsonPatch' | 'apply';
  readonly body?: unknown;
  /** Parts of an answered object that have to be equal; of a refusal everything has to be. */
  readonly same?: readonly string[];
}

const CORE = '/api/v1/namespaces/{ns}';
const APPS = '/apis/apps/v1/namespaces/{ns}';
const container = { name: 'c', image: 'registry.test/app:1', env: [{ name: 'A', value: '1' }], ports: [{ containerPort: 80, protocol: 'TCP' }] };
const workload = {
  replicas: 0,
  selector: { matchLabels: { a: 'b' } },
  template: { metadata: { labels: { a: 'b' } }, spec: { containers: [container] } },
};
const IMAGE = 'spec.template.spec.containers.0.image';
const ENV = 'spec.template.spec.containers.0.env';
const MAIN = (fields: Record<string, unknown>) => ({ spec: { template: { spec: { containers: [{ name: 'c', ...fields }] } } } });
const GONE = ['kind', 'metadata.finalizers', 'metadata.deletionGracePeriodSeconds'];
const applied = (data: Record<string, string>) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data });

export const EXCHANGES: readonly Exchange[] = [
  { method: 'POST', path: `${CORE}/configmaps`, body: { metadata: { name: 'a' }, data: { x: '1' } }, same: ['kind', 'apiVersion', 'data', 'metadata.name'] },
  { method: 'POST', path: `${CORE}/configmaps`, body: { metadata: { name: 'a' } } },
  { method: 'POST', path: `${CORE}/configmaps`, body: { metadata: { name: 'A_b' } } },
  { method: 'POST', path: `${CORE}/configmaps`, body: { metadata: {} } },
  { method: 'POST', path: `${CORE}/configmaps`, body: { metadata: { name: 'x', namespace: 'other' } } },
  { method: 'POST', path: '/api/v1/namespaces/loupe-none/configmaps', body: { metadata: { name: 'x' } } },
  { method: 'GET', path: `${CORE}/configmaps/none` },
  { method: 'GET', path: `${CORE}/podz` },
  { method: 'GET', path: `${APPS}/deployments/none` },
  { method: 'PUT', path: `${CORE}/configmaps`, body: {} },
  { method: 'PUT', path: `${CORE}/configmaps/a`, body: { metadata: { name: 'a', resourceVersion: '1' }, data: { x: '2' } } },
  { method: 'PUT', path: `${CORE}/configmaps/a`, body: { metadata: { name: 'b' } } },
  { method: 'PATCH', path: `${CORE}/configmaps/none`, type: 'merge', body: { data: { a: 'b' } } },
  { method: 'PATCH', path: `${CORE}/configmaps/a`, type: 'merge', body: { metadata: { resourceVersion: '1' }, data: { x: '2' } } },
  { method: 'PATCH', path: `${CORE}/configmaps/a`, type: 'merge', body: { metadata: { uid: '1' }, data: { x: '2' } } },
  { method: 'PATCH', path: `${CORE}/configmaps/a`, type: 'merge', body: { metadata: { uid: '1', resourceVersion: '1' } } },
  { method: 'PATCH', path: `${CORE}/configmaps/a`, type: 'jsonPatch', body: [{ op: 'test', path: '/data/x', value: '9' }] },
  { method: 'PATCH', path: `${CORE}/configmaps/a`, type: 'jsonPatch', body: [{ op: 'remove', path: '/data/none' }] },
  { method: 'PATCH', path: `${CORE}/configmaps/a`, type: 'jsonPatch', body: [{ op: 'replace', path: '/data/new', value: '1' }], same: ['data'] },
  { method: 'PATCH', path: `${CORE}/configmaps/a`, type: 'jsonPatch', body: { op: 'add' } },
  { method: 'PATCH', path: `${CORE}/configmaps/a?dryRun=Some`, type: 'merge', body: {} },
  { method: 'PATCH', path: `${CORE}/configmaps/a?dryRun=All&fieldManager=loupe`, type: 'merge', body: { data: { x: '5' } }, same: ['data'] },
  { method: 'GET', path: `${CORE}/configmaps/a`, same: ['data'] },
  { method: 'PATCH', path: `${CORE}/configmaps/a`, type: 'apply', body: applied({ n: '1' }) },
  { method: 'PATCH', path: `${CORE}/configmaps/a?fieldManager=me`, type: 'apply', body: applied({ x: '5', n: '1' }) },
  { method: 'PATCH', path: `${CORE}/configmaps/a?fieldManager=me&force=true`, type: 'apply', body: applied({ x: '5', n: '1' }), same: ['data'] },
  { method: 'PATCH', path: `${CORE}/configmaps/a?fieldManager=me`, type: 'apply', body: applied({ x: '5' }), same: ['data'] },
  { method: 'DELETE', path: `${CORE}/configmaps/a`, body: { preconditions: { uid: 'other' } } },
  { method: 'DELETE', path: `${CORE}/configmaps/a`, body: { preconditions: { resourceVersion: '1' } } },
  { method: 'DELETE', path: `${CORE}/configmaps/a?propagationPolicy=Sideways` },
  { method: 'DELETE', path: `${CORE}/configmaps/a?dryRun=All` },
  { method: 'DELETE', path: `${CORE}/configmaps/a` },
  { method: 'DELETE', path: `${CORE}/configmaps/a` },

  { method: 'GET', path: `${CORE}/pods?labelSelector=a%3D%3D%3D` },
  { method: 'GET', path: `${CORE}/pods?fieldSelector=spec.foo%3Dx` },
  { method: 'GET', path: `${CORE}/pods?limit=abc` },
  { method: 'GET', path: `${CORE}/pods?resourceVersionMatch=Exact` },
  { method: 'GET', path: `${CORE}/pods?watch=1&resourceVersion=abc` },
  { method: 'GET', path: `${CORE}/pods?watch=1&sendInitialEvents=true` },
  { method: 'GET', path: `${CORE}/pods?watch=1&resourceVersion=1&resourceVersionMatch=NotOlderThan` },

  { method: 'POST', path: `${APPS}/deployments`, body: { metadata: { name: 'd' }, spec: workload }, same: ['metadata.generation', 'spec.replicas', ENV] },
  { method: 'PATCH', path: `${APPS}/deployments/d`, type: 'strategic', body: MAIN({ env: [{ name: 'B', value: '2' }] }), same: [ENV, IMAGE] },
  { method: 'PATCH', path: `${APPS}/deployments/d`, type: 'strategic', body: MAIN({ env: [{ name: 'A', $patch: 'delete' }] }), same: [ENV] },
  {
    method: 'PATCH',
    path: `${APPS}/deployments/d`,
    type: 'strategic',
    body: MAIN({ env: [{ $patch: 'replace' }, { name: 'C', value: '3' }] }),
    same: [ENV, 'metadata.generation'],
  },
  {
    method: 'PATCH',
    path: `${APPS}/deployments/d`,
    type: 'strategic',
    body: { spec: { template: { spec: { volumes: [{ name: 'v', emptyDir: {} }] } } } },
    same: ['spec.template.spec.volumes'],
  },
  {
    method: 'PATCH',
    path: `${APPS}/deployments/d`,
    type: 'strategic',
    body: MAIN({
      volumeMounts: [
        { name: 'v', mountPath: '/a' },
        { name: 'v', mountPath: '/b' },
      ],
    }),
    same: ['spec.template.spec.containers.0.volumeMounts'],
  },
  {
    method: 'PATCH',
    path: `${APPS}/deployments/d`,
    type: 'strategic',
    body: MAIN({ volumeMounts: [{ mountPath: '/a', $patch: 'delete' }] }),
    same: ['spec.template.spec.containers.0.volumeMounts'],
  },
  { method: 'PATCH', path: `${APPS}/deployments/d`, type: 'merge', body: { spec: { replicas: -1 } } },
  { method: 'PATCH', path: `${APPS}/deployments/d`, type: 'merge', body: { spec: { selector: { matchLabels: { a: 'c' } } } } },
  { method: 'PATCH', path: `${APPS}/deployments/d`, type: 'merge', body: MAIN({}) },
  { method: 'GET', path: `${APPS}/deployments/d/scale`, same: ['kind', 'apiVersion', 'spec', 'status.selector'] },
  { method: 'PATCH', path: `${APPS}/deployments/d/scale`, type: 'merge', body: { spec: { replicas: -1 } } },
  { method: 'PATCH', path: `${APPS}/deployments/d/scale`, type: 'merge', body: { metadata: { resourceVersion: '1' }, spec: { replicas: 1 } } },
  { method: 'PATCH', path: `${APPS}/deployments/d/scale`, type: 'merge', body: { metadata: { uid: '1' }, spec: { replicas: 1 } } },
  { method: 'PATCH', path: `${APPS}/deployments/d/scale?dryRun=All`, type: 'merge', body: { spec: { replicas: 2 } }, same: ['spec'] },
  { method: 'DELETE', path: `${APPS}/deployments/d?dryRun=All&propagationPolicy=Orphan`, same: GONE },
  { method: 'DELETE', path: `${APPS}/deployments/d?dryRun=All&propagationPolicy=Foreground`, same: GONE },
  { method: 'DELETE', path: `${APPS}/deployments/d?dryRun=All` },

  {
    method: 'POST',
    path: `${APPS}/statefulsets`,
    body: {
      metadata: { name: 's' },
      spec: {
        ...workload,
        serviceName: 's',
        volumeClaimTemplates: [{ metadata: { name: 'v' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } }],
      },
    },
    same: ['metadata.name'],
  },
  {
    method: 'PATCH',
    path: `${APPS}/statefulsets/s`,
    type: 'jsonPatch',
    body: [{ op: 'replace', path: '/spec/volumeClaimTemplates/0/spec/resources/requests/storage', value: '2Gi' }],
  },

  { method: 'GET', path: `${CORE}/pods/none/log` },
  { method: 'GET', path: '/version', same: ['major', 'minor'] },
  { method: 'GET', path: '/apis/apps', same: ['kind', 'apiVersion', 'name', 'preferredVersion'] },
  {
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    body: { spec: { resourceAttributes: { namespace: 'x', verb: 'patch', group: 'apps', resource: 'deployments' } } },
    same: ['kind', 'apiVersion', 'spec', 'status.allowed'],
  },
];
