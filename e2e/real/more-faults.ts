import { execFile } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Rig } from '../../rig/start-rig';
import { NAMESPACE } from './stage';

const tools = path.join(import.meta.dirname, '../../rig/config/tools');
const seed = path.join(import.meta.dirname, '../../rig/seed');
const OPA = 'app=cvat-app,tier=opa';
const patch = (object: string, body: object) => ['-n', NAMESPACE, 'patch', object, '--type', 'merge', '-p', JSON.stringify(body)];
/** The backends' settings are read of pods that run with them: until then a plan would be outdated as it is made. */
const untilRolledOut = (rig: Rig) => rig.kubectl('-n', NAMESPACE, 'rollout', 'status', 'deployment', '-l', 'app=cvat-app,tier=backend', '--timeout=180s');
const setEnv = (where: readonly string[], value: string) => ['-n', NAMESPACE, 'set', 'env', '-c', 'cvat-backend', ...where, value];

/** The egress proxy's words, in the form the simulated kubelets keep logs. */
function denial(): string {
  const at = new Date().toISOString();
  const decision = {
    ...{
      allow: false,
      decision_reason: "The destination address (10.43.39.217) was denied by rule 'Deny: Private Range'.",
      level: 'warning',
      msg: 'CANONICAL-PROXY-DECISION',
    },
    ...{ proxy_type: 'http', requested_host: 'minio.minio.svc.cluster.local:80', start_time: at, time: at },
  };
  return `${at} stdout F ${JSON.stringify(decision)}\n`;
}

/** Python on what the simulated containers hold; see rig/config/tools/simstate.py. */
async function setContainers(rig: Rig, statement: string): Promise<void> {
  const script = `import sys; sys.path.insert(0, ${JSON.stringify(tools)})\nfrom simstate import *\nwith State() as s:\n    s.dirty = True\n    ${statement}`;
  await promisify(execFile)('python3', ['-B', '-c', script], { env: { ...process.env, REALCLUSTER_RUN: path.join(rig.dir, 'run') } });
}

/** Takes back what `setFaults` does not, because no file of the seed says otherwise: an annotation on a template and one on a pod. */
export async function takeBackByHand(rig: Rig): Promise<void> {
  await rig.kubectl(
    ...patch('deployment/cvat-frontend', { spec: { progressDeadlineSeconds: 600, template: { metadata: { annotations: { 'loupe.test/fault': null } } } } }),
  );
  await rig.kubectl('-n', NAMESPACE, 'annotate', 'pod', '-l', OPA, 'loupe.test/fault-');
  await rig.kubectl('-n', NAMESPACE, 'delete', 'pod', '-l', OPA, '--wait=false');
}

/** Faults beside the seed's eight, made as they come about: by somebody's hand on the cluster. `takeBackByHand` and the next `setFaults` undo them. */
export const moreFaults = {
  /** The annotation worker was told another port than the server. */
  'setting-differs': (rig) => rig.kubectl(...setEnv(['deployment/cvat-backend-worker-annotation'], 'CVAT_NUCLIO_PORT=8070')),
  /** A range that holds every Service, the API server's among them, in place of one address. */
  'proxy-range-wide': async (rig) => {
    await rig.kubectl(...setEnv(['deployment', '-l', 'app=cvat-app,tier=backend'], 'SMOKESCREEN_OPTS=--allow-range=10.0.0.0/8'));
    return untilRolledOut(rig);
  },
  /** Free space for a flush, not for a write. */
  'writes-refused': (rig) =>
    setContainers(
      rig,
      "size = capacity('cvat', 'cvat-kvrocks-data-cvat-kvrocks-0'); s.kv.update(archive=int(5.8 * GIB), db=size - int(5.8 * GIB) - (116 << 20), keys=231044, expired=0.3, flushed=False)",
    ),
  /** As the seed's kvrocks-full, pvc-full, missing-runtime-class, function-error and smokescreen-denied, without waiting for the whole installation. */
  'store-full': (rig) =>
    setContainers(
      rig,
      "size = capacity('cvat', 'cvat-kvrocks-data-cvat-kvrocks-0'); s.kv.update(archive=int(5.8 * GIB), db=int(size * 0.985) - int(5.8 * GIB), keys=231044, expired=0.3, flushed=False)",
    ),
  'claim-full': (rig) => setContainers(rig, "s.used['cvat-backend-data'] = int(capacity('cvat', 'cvat-backend-data') * 0.88)"),
  'class-missing': (rig) => rig.kubectl(...patch('deployment/nuclio-yolo11x-cvat-detector-gpu', { spec: { template: { spec: { runtimeClassName: null } } } })),
  /** Its first build failed: a message, no address, and nothing that ever ran. */
  'function-failed': async (rig) => {
    await rig.kubectl('apply', '--server-side', '--force-conflicts', '--field-manager', 'controller', '-f', path.join(seed, '51-nuclio-functions.yaml'));
    await rig.kubectl('-n', NAMESPACE, 'scale', 'deployment/nuclio-onnx-wongkinyiu-yolov7', '--replicas=0');
    return rig.kubectl(
      ...patch('nucliofunction/onnx-wongkinyiu-yolov7', {
        status: {
          state: 'error',
          message: 'Failed to deploy function\nJob failed. Job logs:\nerror checking push permissions: UNAUTHORIZED: authentication required',
          internalInvocationUrls: [],
        },
      }),
    );
  },
  'storage-denied': async (rig) => {
    await rig.kubectl(...setEnv(['deployment', '-l', 'app=cvat-app,tier=backend'], 'SMOKESCREEN_OPTS='));
    await untilRolledOut(rig);
    // A pod's words count from its own start.
    appendFileSync(path.join(rig.dir, 'run/logs/container.log'), denial());
  },
  /** Nuclio took the addresses away when a deploy failed, and the pods are well again. */
  'address-missing': async (rig) => {
    const model = 'nucliofunction/pth-facebookresearch-sam-vit-h';
    // A redeploy that is still under way would write the address again.
    await rig.kubectl('-n', NAMESPACE, 'wait', '--for=jsonpath={.status.state}=ready', model, '--timeout=120s');
    return rig.kubectl(...patch(model, { status: { internalInvocationUrls: null } }));
  },
  /** The dashboard ended in the middle of a rebuild: the image is gone from the resource, the Deployment still runs it. */
  'build-abandoned': (rig) =>
    rig.kubectl(
      ...patch('nucliofunction/pth-foolwood-siammask', {
        spec: { image: null },
        status: { state: 'building', logs: [{ level: 'info', message: 'Building processor image', name: 'deployer', time: Date.now() - 3_600_000 }] },
      }),
    ),
  /** One pod whose process ends again and again; a new one would not. */
  'pod-crashing': async (rig) => {
    const pod = await rig.kubectl('-n', NAMESPACE, 'get', 'pods', '-l', OPA, '-o', 'jsonpath={.items[0].metadata.name}');
    return rig.kubectl('-n', NAMESPACE, 'annotate', 'pod', pod, 'loupe.test/fault=CrashLoopBackOff');
  },
  /** A change whose pods never get ready, and a deadline that is over soon, yet not before the revision that works could be back. */
  'rollout-broken': (rig) =>
    rig.kubectl(
      ...patch('deployment/cvat-frontend', {
        spec: { progressDeadlineSeconds: 30, template: { metadata: { annotations: { 'loupe.test/fault': 'NotReady' } } } },
      }),
    ),
} as const satisfies Record<string, (rig: Rig) => Promise<unknown>>;

export type MoreFault = keyof typeof moreFaults;
