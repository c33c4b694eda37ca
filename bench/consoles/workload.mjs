// Prints the manifests of the mix that the consoles look at: an invented CVAT and Nuclio with four kinds of broken pods, claims and a probe pod.
//   node workload.mjs | kubectl apply -f -
const out = [];
const put = (o) => out.push(JSON.stringify(o));
const ns = (name) => put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
const template = (app, fault, claim) => ({
  metadata: { labels: { app }, ...(fault && { annotations: { 'loupe.test/fault': fault } }) },
  spec: {
    containers: [
      {
        name: app,
        image: `registry.test/${app}:v2`,
        resources: { requests: { cpu: '50m', memory: '64Mi' } },
        ...(claim && { volumeMounts: [{ name: 'data', mountPath: '/data' }] }),
      },
    ],
    ...(claim && { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: claim } }] }),
  },
});
const deployment = (namespace, name, replicas = 1, { fault, claim } = {}) =>
  put({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: { replicas, selector: { matchLabels: { app: name } }, template: template(name, fault, claim) },
  });
const claim = (namespace, name, size) =>
  put({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace },
    spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'simulated', resources: { requests: { storage: size } } },
  });
const service = (namespace, name) =>
  put({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { selector: { app: name }, ports: [{ port: 8080 }] } });

['aaa', 'cvat', 'nuclio'].forEach(ns);
claim('cvat', 'cvat-data', '200Gi');
claim('cvat', 'cvat-db', '20Gi');
claim('cvat', 'cvat-kvrocks', '50Gi');
deployment('cvat', 'cvat-server', 2, { claim: 'cvat-data' });
deployment('cvat', 'cvat-frontend', 2);
for (const w of ['annotation', 'chunks', 'consensus', 'export', 'import', 'quality', 'webhooks'])
  deployment('cvat', `cvat-worker-${w}`, 1, { claim: 'cvat-data' });
deployment('cvat', 'cvat-db', 1, { claim: 'cvat-db' });
deployment('cvat', 'cvat-kvrocks', 1, { claim: 'cvat-kvrocks' });
for (const d of ['redis', 'clickhouse', 'vector']) deployment('cvat', `cvat-${d}`);
for (const s of ['cvat-server', 'cvat-frontend', 'cvat-db', 'cvat-kvrocks', 'cvat-redis']) service('cvat', s);
deployment('cvat', 'cvat-opa', 1, { fault: 'CreateContainerConfigError' });
deployment('nuclio', 'nuclio-dashboard');
deployment('nuclio', 'nuclio-controller');
deployment('nuclio', 'nuclio-sam2', 1, { fault: 'ImagePullBackOff' });
deployment('nuclio', 'nuclio-yolo', 1, { fault: 'CrashLoopBackOff' });
deployment('nuclio', 'nuclio-dextr', 1, { fault: 'NotReady' });
// A pod of no owner that change-to-screen.mjs patches: its name and namespace sort first.
put({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'aaa-probe', namespace: 'aaa', labels: { app: 'aaa-probe' } }, spec: template('aaa-probe').spec });
console.log(out.join('\n---\n'));
