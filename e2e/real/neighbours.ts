import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Rig } from '../../rig/start-rig';

/** A namespace that is none of Loupe's business, and a class of the cluster's that is nobody's. */
export const NEIGHBOUR = 'someone-elses';

/**
 * What looks exactly like a part of CVAT and is not: names, labels, settings and faults as in the installation, in another namespace. Whoever picks objects by
 * label or by name alone would repair these too.
 */
const objects = `
apiVersion: v1
kind: Namespace
metadata: {name: ${NEIGHBOUR}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cvat-backend-worker-import, namespace: ${NEIGHBOUR}, labels: {app: cvat-app, tier: backend, component: worker-import}}
spec:
  replicas: 1
  selector: {matchLabels: {app: cvat-app, tier: backend, component: worker-import}}
  template:
    metadata: {labels: {app: cvat-app, tier: backend, component: worker-import}, annotations: {loupe.test/fault: ImagePullBackOff}}
    spec: {containers: [{name: cvat-backend, image: "cvat/server:v2.39.0", env: [{name: SMOKESCREEN_OPTS, value: ""}]}]}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: cvat-backend-data, namespace: ${NEIGHBOUR}, labels: {app: cvat-app}}
spec: {accessModes: [ReadWriteOnce], storageClassName: longhorn, resources: {requests: {storage: 1Gi}}}
---
apiVersion: nuclio.io/v1beta1
kind: NuclioFunction
metadata: {name: onnx-wongkinyiu-yolov7, namespace: ${NEIGHBOUR}, labels: {nuclio.io/project-name: cvat}}
spec: {image: "registry.test/team/other:latest", minReplicas: 1, maxReplicas: 1}
status: {state: error, message: "not yours"}
---
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: {name: ${NEIGHBOUR}}
value: 7
`;
const watched = ['deployment/cvat-backend-worker-import', 'persistentvolumeclaim/cvat-backend-data', 'nucliofunction/onnx-wongkinyiu-yolov7'];

const kept = (rig: Rig) => path.join(rig.dir, 'run/neighbours.json');

/** Puts them there, once, and keeps how they are. */
export async function setUpNeighbours(rig: Rig): Promise<void> {
  if (existsSync(kept(rig))) return;
  const file = path.join(rig.dir, 'run/neighbours.yaml');
  writeFileSync(file, objects);
  await rig.kubectl('apply', '-f', file);
  writeFileSync(kept(rig), JSON.stringify(await neighboursNow(rig)));
}

/** How they were when they were put there. */
export function neighboursBefore(rig: Rig): unknown {
  return JSON.parse(readFileSync(kept(rig), 'utf8'));
}

/** What is theirs, as it stands: equal before and after is untouched. Without status and versions, which Kubernetes' own controllers write. */
export async function neighboursNow(rig: Rig): Promise<unknown> {
  const read = async (...at: string[]) => {
    const object = JSON.parse(await rig.kubectl('get', ...at, '-o', 'json')) as {
      kind: string;
      metadata: Record<string, unknown>;
      spec?: unknown;
      status?: unknown;
    };
    const { uid, generation, labels, annotations } = object.metadata;
    return { uid, generation, labels, annotations, spec: object.spec, ...(object.kind === 'NuclioFunction' ? { status: object.status } : {}) };
  };
  return Promise.all([...watched.map((name) => read('-n', NEIGHBOUR, name)), read('namespace', NEIGHBOUR), read('priorityclass', NEIGHBOUR)]);
}
