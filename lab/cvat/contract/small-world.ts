import { createLabClock } from '../../world/create-clock';
import { createObjectStore } from '../../world/create-object-store';
import type { LabObject } from '../../world/object-store';
import type { LabWorld } from '../../world/world';

const NAMESPACE = 'cvat';
const START = Date.parse('2026-01-29T10:00:00Z');

/** The parts of a world CVAT's answers are made of; time stands still. */
export function smallWorld(): LabWorld {
  const clock = createLabClock({ startAt: START, rate: 0 });
  const world: Partial<LabWorld> = {
    clock,
    store: createObjectStore(clock),
    namespace: NAMESPACE,
    release: 'cvat',
    nuclio: { version: '1.15.13', dashboardDown: false, controllerDown: false, dashboardStarts: 0, controllerStarts: 0 },
    gpus: new Map(),
    kvrocks: { writeError: undefined } as LabWorld['kvrocks'],
    cvat: {
      version: '2.46.1',
      down: false,
      health: {},
      cloudStorages: [
        {
          id: 1,
          displayName: 'Matches',
          provider: 'AWS_S3_BUCKET',
          resource: 'matches',
          endpoint: 'http://minio.minio.svc.cluster.local',
          status: 'AVAILABLE',
        },
        { id: 2, displayName: 'Elsewhere', provider: 'AWS_S3_BUCKET', resource: 'public', endpoint: undefined, status: 'FORBIDDEN' },
      ],
      inference: [
        {
          id: 'r1',
          functionId: 'yolo',
          task: 11,
          status: 'started',
          progress: 40,
          enqueuedAt: '2026-01-29T09:58:00Z',
          startedAt: '2026-01-29T09:58:02Z',
          error: undefined,
        },
        {
          id: 'r2',
          functionId: 'yolo',
          task: 12,
          status: 'failed',
          progress: 3,
          enqueuedAt: '2026-01-29T09:00:00Z',
          startedAt: '2026-01-29T09:00:01Z',
          error: 'No space',
        },
      ],
      token: 'made-up-cvat-token',
    },
  };
  const made = world as LabWorld;
  put(made, 'apps/v1', 'Deployment', 'cvat-backend-server', {
    spec: { template: { spec: { containers: [{ name: 'cvat-backend', env: SERVER_ENV }] } } },
  });
  put(made, 'v1', 'Service', 'cvat-nuclio-dashboard', { spec: { clusterIP: '10.43.119.252', ports: [{ port: 8070 }] } });
  put(made, 'nuclio.io/v1beta1', 'NuclioFunction', 'yolo', DETECTOR);
  return made;
}

const SERVER_ENV = [
  { name: 'CVAT_NUCLIO_HOST', value: 'cvat-nuclio-dashboard' },
  { name: 'CVAT_NUCLIO_FUNCTION_NAMESPACE', value: NAMESPACE },
];

const DETECTOR = {
  labels: { 'nuclio.io/project-name': 'cvat' },
  annotations: { name: 'YOLO', type: 'detector', spec: '[{"id":0,"name":"ball","type":"rectangle"}]' },
  spec: { description: 'Finds the ball', image: 'i', resources: { limits: { 'nvidia.com/gpu': '1' } } },
  status: { state: 'ready', internalInvocationUrls: ['nuclio-yolo.cvat.svc.cluster.local:8080'] },
};

interface Rest extends Record<string, unknown> {
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
}

export function put(world: LabWorld, apiVersion: string, kind: string, name: string, { labels, annotations, ...body }: Rest): LabObject {
  const metadata = { name, namespace: NAMESPACE, ...(labels ? { labels } : {}), ...(annotations ? { annotations } : {}) };
  return world.store.put({ apiVersion, kind, metadata, ...body }, 'test');
}

/** Changes the one function, or any other object. */
export function change(world: LabWorld, kind: string, name: string, mutate: (draft: LabObject) => void): void {
  world.store.change(kind, NAMESPACE, name, 'test', mutate);
}
