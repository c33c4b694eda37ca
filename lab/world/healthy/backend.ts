import { BACKEND_CLAIM, CVAT_TAG, NAMESPACE, NUCLIO_PORT, RELEASE, SMOKESCREEN_OPTS, WORKERS } from '../identity';
import type { LabObject } from '../object-store';
import { chartLabels, env, released, releasedDeployment, releasedService, secretEnv } from './api-object';

const IMAGE = `cvat/server:${CVAT_TAG}`;

/** What the chart gives to the server, every worker and the initializer alike. */
const sharedEnv = [
  env('CVAT_REDIS_INMEM_HOST', `${RELEASE}-redis-master`),
  env('CVAT_REDIS_INMEM_PORT', '6379'),
  secretEnv('CVAT_REDIS_INMEM_PASSWORD', 'cvat-redis-secret', 'password'),
  env('CVAT_REDIS_ONDISK_HOST', `${RELEASE}-kvrocks`),
  env('CVAT_REDIS_ONDISK_PORT', '6666'),
  secretEnv('CVAT_REDIS_ONDISK_PASSWORD', 'cvat-kvrocks-secret', 'password'),
  env('CVAT_POSTGRES_HOST', `${RELEASE}-postgresql`),
  env('CVAT_POSTGRES_PORT', '5432'),
  secretEnv('CVAT_POSTGRES_USER', 'cvat-postgres-secret', 'username'),
  secretEnv('CVAT_POSTGRES_DBNAME', 'cvat-postgres-secret', 'database'),
  secretEnv('CVAT_POSTGRES_PASSWORD', 'cvat-postgres-secret', 'password'),
  env('CVAT_ANALYTICS', '1'),
  env('DJANGO_LOG_SERVER_HOST', `${RELEASE}-vector`),
  env('DJANGO_LOG_SERVER_PORT', '8282'),
  ...['HOST', 'PORT', 'DB', 'USER', 'PASSWORD'].map((key) => secretEnv(`CLICKHOUSE_${key}`, 'cvat-analytics-secret', `CLICKHOUSE_${key}`)),
  env('SMOKESCREEN_OPTS', SMOKESCREEN_OPTS),
  env('CVAT_SERVERLESS', '1'),
  env('CVAT_NUCLIO_HOST', `${RELEASE}-nuclio-dashboard`),
  env('CVAT_NUCLIO_FUNCTION_NAMESPACE', NAMESPACE),
  env('CVAT_NUCLIO_PORT', NUCLIO_PORT),
];

/** Folders of the shared volume that each component mounts, and whether it waits for their permissions to be fixed first. */
const mounts: Record<string, { readonly folders: readonly string[]; readonly fix: boolean }> = {
  server: { folders: ['data', 'keys', 'logs'], fix: true },
  annotation: { folders: ['data', 'keys', 'logs', 'tmp_storage'], fix: true },
  chunks: { folders: ['data', 'logs'], fix: false },
  export: { folders: ['data', 'keys', 'logs', 'tmp_storage'], fix: true },
  import: { folders: ['data', 'keys', 'logs', 'tmp_storage'], fix: true },
  utils: { folders: ['data', 'keys', 'logs'], fix: true },
};

const about = { httpGet: { path: '/api/server/about', port: 8080, scheme: 'HTTP' }, timeoutSeconds: 1, periodSeconds: 15 };

function podSpec(component: string, args: string[], extra: Record<string, unknown>, ownEnv: unknown[] = []) {
  const { folders = [], fix = false } = mounts[component] ?? {};
  const volumeMounts = folders.map((folder) => ({ name: BACKEND_CLAIM, mountPath: `/home/django/${folder}`, subPath: folder }));
  return {
    serviceAccountName: 'default',
    ...(fix
      ? { initContainers: [{ name: 'user-data-permission-fix', image: 'busybox', command: ['/bin/chmod', '-R', '777', '/home/django'], volumeMounts }] }
      : {}),
    containers: [
      {
        name: 'cvat-backend',
        image: IMAGE,
        imagePullPolicy: 'IfNotPresent',
        args,
        env: [...ownEnv, ...sharedEnv],
        ...extra,
        securityContext: { runAsNonRoot: true },
        ...(folders.length > 0 ? { volumeMounts } : {}),
      },
    ],
    ...(folders.length > 0 ? { volumes: [{ name: BACKEND_CLAIM, persistentVolumeClaim: { claimName: BACKEND_CLAIM } }] } : {}),
  };
}

function backendDeployment(component: string, pod: Record<string, unknown>): LabObject {
  const labels = { app: 'cvat-app', tier: 'backend', component, ...chartLabels };
  const selector = { app: 'cvat-app', tier: 'backend', component, 'app.kubernetes.io/name': 'cvat', 'app.kubernetes.io/instance': RELEASE };
  return releasedDeployment({ name: `${RELEASE}-backend-${component}`, labels, selector, pod });
}

function worker(name: string): LabObject {
  const livenessProbe = {
    exec: { command: ['python', 'manage.py', 'workerprobe', name] },
    initialDelaySeconds: 30,
    periodSeconds: 120,
    timeoutSeconds: 10,
    failureThreshold: 3,
  };
  return backendDeployment(`worker-${name}`, podSpec(name, ['run', 'worker', name], { livenessProbe }));
}

/** CVAT's server, its eight workers and the Job that migrated the database. */
export function backend(): LabObject[] {
  const probes = {
    ports: [{ containerPort: 8080, protocol: 'TCP' }],
    readinessProbe: { ...about, initialDelaySeconds: 15, failureThreshold: 3 },
    livenessProbe: { ...about, initialDelaySeconds: 60, failureThreshold: 5 },
  };
  const labels = { app: 'cvat-app', tier: 'backend', ...chartLabels };
  const jobLabels = { ...labels, component: 'initializer' };
  return [
    releasedService(`${RELEASE}-backend-service`, labels, { ...labels, component: 'server' }, [{ name: 'http', port: 8080 }], '10.43.96.44'),
    backendDeployment('server', podSpec('server', ['run', 'server'], probes, [env('ALLOWED_HOSTS', '*')])),
    ...WORKERS.map(worker),
    released('batch/v1', 'Job', `${RELEASE}-backend-initializer-r3`, jobLabels, {
      spec: {
        backoffLimit: 6,
        completions: 1,
        parallelism: 1,
        template: { metadata: { labels: jobLabels }, spec: { ...podSpec('initializer', ['init'], {}), restartPolicy: 'OnFailure' } },
      },
    }),
  ];
}
