import { PassThrough } from 'node:stream';
// biome-ignore lint/style/noRestrictedImports: the manners are proven with the client that Loupe uses; only tests import this file.
import { AppsV1Api, CoreV1Api, CustomObjectsApi, KubeConfig } from '@kubernetes/client-node';
import type { LabClock } from '../world/clock';
import { createLabClock } from '../world/create-clock';
import { createObjectStore } from '../world/create-object-store';
import type { ContainerAnswers, LabObject, ObjectStore } from '../world/object-store';
import { type KubernetesApi, startKubernetesApi } from './server';

/** For tests only: a small API server with the real client in front of it. */
export interface TestApi {
  readonly api: KubernetesApi;
  readonly store: ObjectStore;
  readonly clock: LabClock;
  readonly config: KubeConfig;
  readonly core: CoreV1Api;
  readonly apps: AppsV1Api;
  readonly custom: CustomObjectsApi;
  /** A plain request; the body is parsed when it is JSON. */
  call(method: string, path: string, options?: { body?: unknown; type?: string; token?: string }): Promise<Answer>;
  close(): Promise<void>;
}

export interface Answer {
  readonly code: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape, looked at by tests only.
  readonly body: any;
}

export const TEST_START = Date.parse('2026-01-05T08:00:00Z');

/** Answers that echo: `exit N` ends with that code, `hang` waits to be aborted, port 6379 upper-cases what it is sent. */
export function echoAnswers(): ContainerAnswers & { readonly followers: Set<(entry: { at: string; line: string }) => void>; readonly aborted: string[] } {
  const followers = new Set<(entry: { at: string; line: string }) => void>();
  const aborted: string[] = [];
  return {
    followers,
    aborted,
    async exec({ argv, signal }) {
      if (argv[0] === 'hang') {
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        aborted.push(argv.join(' '));
        throw signal.reason;
      }
      if (argv[0] === 'exit') return { stdout: 'before\n', stderr: 'trouble\n', exitCode: Number(argv[1]) };
      return { stdout: `${argv.join(' ')}\n`, stderr: '', exitCode: 0 };
    },
    log: ({ previous }) => (previous ? undefined : [0, 1, 2, 3].map((n) => ({ at: new Date(TEST_START - (4 - n) * 60_000).toISOString(), line: `line ${n}` }))),
    follow(_where, onLine) {
      followers.add(onLine);
      return () => followers.delete(onLine);
    },
    connect({ port }) {
      if (port !== 6379) return undefined;
      const upper = new PassThrough();
      upper._transform = (chunk: Buffer, _encoding, done) => done(null, Buffer.from(chunk.toString().toUpperCase()));
      return upper;
    },
    statsSummary: (node) => ({ node: { nodeName: node } }),
  };
}

export async function startTestApi(options: { bookmarkEveryMs?: number; answers?: ContainerAnswers } = {}): Promise<TestApi> {
  const clock = createLabClock({ startAt: TEST_START, rate: 0 });
  const store = createObjectStore(clock);
  store.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'cvat' }, status: { phase: 'Active' } }, 'test');
  const api = await startKubernetesApi({ store, answers: options.answers ?? echoAnswers(), port: 0, ...options });
  const config = configFor(api.url);
  return {
    api,
    store,
    clock,
    config,
    core: config.makeApiClient(CoreV1Api),
    apps: config.makeApiClient(AppsV1Api),
    custom: config.makeApiClient(CustomObjectsApi),
    async call(method, path, { body, type = 'application/json', token } = {}) {
      const response = await fetch(api.url + path, {
        method,
        headers: { 'Content-Type': type, ...(token && { Authorization: `Bearer ${token}` }) },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const parsed = response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text;
      return { code: response.status, headers: response.headers, body: parsed };
    },
    close: api.close,
  };
}

export function configFor(url: string): KubeConfig {
  const config = new KubeConfig();
  config.loadFromClusterAndUser({ name: 'lab', server: url, skipTLSVerify: true }, { name: 'test' });
  return config;
}

export function aPod(name: string, labels: Record<string, string> = {}, more: Partial<LabObject> = {}): LabObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'cvat', labels },
    spec: { nodeName: 'node-1', containers: [{ name: 'main', image: 'registry.test/app:1' }] },
    status: { phase: 'Running', containerStatuses: [{ name: 'main', ready: true, restartCount: 0, state: { running: {} } }] },
    ...more,
  };
}

export function aDeployment(name = 'web'): LabObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'cvat' },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: 'main', image: 'registry.test/app:1', env: [{ name: 'A', value: '1' }], ports: [{ containerPort: 80 }] }] },
      },
    },
    status: { replicas: 1, readyReplicas: 1 },
  };
}

export function aClaim(name: string, storageClassName: string, size = '10Gi'): LabObject {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace: 'cvat', finalizers: ['kubernetes.io/pvc-protection'] },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: size } }, storageClassName, volumeName: `pv-${name}` },
    status: { phase: 'Bound', capacity: { storage: size } },
  };
}
