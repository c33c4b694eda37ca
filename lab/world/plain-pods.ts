import { NAMESPACE, SERVER_NODE } from './identity';
import { secondsIso } from './object-meta';
import type { LabObject } from './object-store';

const PER_DEPLOYMENT = 100;

const uid = (group: number, index: number) => `00000000-0000-4000-8${String(group).padStart(3, '0')}-${String(index).padStart(12, '0')}`;
const hash = 'plain00000';

function group(number: number, count: number, at: string): LabObject[] {
  const name = `load-${String(number).padStart(3, '0')}`;
  const labels = { app: name };
  const set = `${name}-${hash}`;
  const containers = [{ name: 'idle', image: 'registry.test/idle:1', imagePullPolicy: 'IfNotPresent', resources: {} }];
  const template = { metadata: { labels }, spec: { restartPolicy: 'Always', containers } };
  const owner = (kind: string, ownerName: string, index: number) => [
    { apiVersion: 'apps/v1', kind, name: ownerName, uid: uid(number, index), controller: true, blockOwnerDeletion: true },
  ];
  const meta = { namespace: NAMESPACE, creationTimestamp: at, generation: 1 };
  const counters = { replicas: count, readyReplicas: count, availableReplicas: count, observedGeneration: 1 };
  const conditions = [
    {
      type: 'Available',
      status: 'True',
      reason: 'MinimumReplicasAvailable',
      message: 'Deployment has minimum availability.',
      lastUpdateTime: at,
      lastTransitionTime: at,
    },
    {
      type: 'Progressing',
      status: 'True',
      reason: 'NewReplicaSetAvailable',
      message: `ReplicaSet "${set}" has successfully progressed.`,
      lastUpdateTime: at,
      lastTransitionTime: at,
    },
  ];
  const podLabels = { ...labels, 'pod-template-hash': hash };
  const pod = (index: number): LabObject => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...meta,
      name: `${set}-${String(index).padStart(5, '0')}`,
      uid: uid(number, 10 + index),
      labels: podLabels,
      ownerReferences: owner('ReplicaSet', set, 2),
    },
    spec: { nodeName: SERVER_NODE, restartPolicy: 'Always', containers },
    status: {
      phase: 'Running',
      startTime: at,
      podIP: `10.42.${10 + (number % 200)}.${index % 250}`,
      conditions: ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'].map((type) => ({ type, status: 'True', lastTransitionTime: at })),
      containerStatuses: [
        {
          name: 'idle',
          image: 'registry.test/idle:1',
          imageID: '',
          ready: true,
          started: true,
          restartCount: 0,
          lastState: {},
          state: { running: { startedAt: at } },
        },
      ],
    },
  });
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { ...meta, name, uid: uid(number, 1), labels, annotations: { 'deployment.kubernetes.io/revision': '1' } },
      spec: {
        replicas: count,
        selector: { matchLabels: labels },
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
        template,
      },
      status: { ...counters, updatedReplicas: count, conditions },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        ...meta,
        name: set,
        uid: uid(number, 2),
        labels: podLabels,
        annotations: { 'deployment.kubernetes.io/revision': '1' },
        ownerReferences: owner('Deployment', name, 1),
      },
      spec: { replicas: count, selector: { matchLabels: podLabels }, template },
      status: { ...counters, fullyLabeledReplicas: count },
    },
    ...Array.from({ length: count }, (_, index) => pod(index)),
  ];
}

/** Running pods of no meaning, to measure with: Deployments of a hundred each, already settled. */
export function plainPods(count: number, now: number): LabObject[] {
  const at = secondsIso(now - 86_400_000);
  const groups = Math.ceil(count / PER_DEPLOYMENT);
  return Array.from({ length: groups }, (_, index) => group(index, Math.min(PER_DEPLOYMENT, count - index * PER_DEPLOYMENT), at)).flat();
}
