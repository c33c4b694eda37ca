import { RELEASE } from '../identity';
import type { LabObject } from '../object-store';
import { chartLabels, env, released, releasedService, secret, secretEnv } from './api-object';

interface StatefulSetInput {
  readonly name: string;
  readonly labels: Record<string, string>;
  readonly selector: Record<string, string>;
  readonly podLabels?: Record<string, string>;
  readonly serviceName: string;
  readonly pod: Record<string, unknown>;
  readonly claim?: { readonly name: string; readonly size: string; readonly labels?: Record<string, string> };
}

/** A StatefulSet of the release with one replica, rolling updates and at most one claim. */
export function statefulSet({ name, labels, selector, podLabels = labels, serviceName, pod, claim }: StatefulSetInput): LabObject {
  const template = {
    metadata: { name: claim?.name, labels: claim?.labels ?? {} },
    spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'longhorn', resources: { requests: { storage: claim?.size } } },
  };
  return released('apps/v1', 'StatefulSet', name, labels, {
    spec: {
      replicas: 1,
      serviceName,
      podManagementPolicy: 'OrderedReady',
      revisionHistoryLimit: 10,
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
      selector: { matchLabels: selector },
      template: { metadata: { labels: podLabels }, spec: { restartPolicy: 'Always', ...pod } },
      ...(claim ? { volumeClaimTemplates: [template] } : {}),
    },
  });
}

/** The on-disk cache. The chart passes no --dir and mounts the claim at `<dir>/db`; it misspells the tier on the claim. */
function kvrocks(): LabObject[] {
  const labels = { app: 'cvat-app', tier: 'kvrocks', ...chartLabels };
  const command = ['/bin/sh', '-c', "./bin/redis-cli -p 6666 PING | grep -E '(PONG|NOAUTH)'"];
  const probe = { exec: { command }, initialDelaySeconds: 30, periodSeconds: 10, timeoutSeconds: 1, failureThreshold: 3 };
  const container = {
    name: 'cvat-kvrocks-app-container',
    image: 'apache/kvrocks:2.12.1',
    imagePullPolicy: 'IfNotPresent',
    args: ['--compact-cron', '0 3 * * *', '--requirepass', '$(CVAT_REDIS_ONDISK_PASSWORD)'],
    env: [secretEnv('CVAT_REDIS_ONDISK_PASSWORD', 'cvat-kvrocks-secret', 'password')],
    ports: [{ name: 'kvrocks', containerPort: 6666, protocol: 'TCP' }],
    readinessProbe: probe,
    livenessProbe: probe,
    volumeMounts: [{ name: `${RELEASE}-kvrocks-data`, mountPath: '/var/lib/kvrocks/db' }],
    securityContext: { runAsNonRoot: true, runAsUser: 999 },
  };
  const { tier: _tier, ...rest } = labels;
  return [
    secret('cvat-kvrocks-secret', chartLabels, { password: 'made-up-kvrocks-password' }, 'generic'),
    releasedService(`${RELEASE}-kvrocks`, labels, labels, [{ name: 'redis', port: 6666, targetPort: 'kvrocks' }], '10.43.50.229'),
    statefulSet({
      name: `${RELEASE}-kvrocks`,
      labels,
      selector: { app: 'cvat-app', tier: 'kvrocks', 'app.kubernetes.io/name': 'cvat', 'app.kubernetes.io/instance': RELEASE },
      serviceName: `${RELEASE}-kvrocks`,
      pod: { securityContext: { fsGroup: 999, fsGroupChangePolicy: 'OnRootMismatch' }, containers: [container] },
      claim: { name: `${RELEASE}-kvrocks-data`, size: '100Gi', labels: { ...rest, tier: 'kvroocks' } },
    }),
  ];
}

function postgres(): LabObject[] {
  const labels = {
    'app.kubernetes.io/name': 'postgresql',
    'helm.sh/chart': 'postgresql-12.1.15',
    'app.kubernetes.io/instance': RELEASE,
    'app.kubernetes.io/managed-by': 'Helm',
    'app.kubernetes.io/component': 'primary',
  };
  const selector = { 'app.kubernetes.io/name': 'postgresql', 'app.kubernetes.io/instance': RELEASE, 'app.kubernetes.io/component': 'primary' };
  const command = ['/bin/sh', '-c', 'exec pg_isready -U "cvat" -d "dbname=cvat" -h 127.0.0.1 -p 5432'];
  const probe = { exec: { command }, initialDelaySeconds: 5, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 };
  const container = {
    name: 'postgresql',
    image: 'registry.test/mirror/postgresql:15.2.0-debian-11-r0',
    imagePullPolicy: 'IfNotPresent',
    env: [
      env('PGDATA', '/bitnami/postgresql/data'),
      env('POSTGRES_USER', 'cvat'),
      secretEnv('POSTGRES_PASSWORD', 'cvat-postgres-secret', 'password'),
      env('POSTGRES_DB', 'cvat'),
    ],
    ports: [{ name: 'tcp-postgresql', containerPort: 5432, protocol: 'TCP' }],
    readinessProbe: probe,
    livenessProbe: probe,
    resources: { requests: { cpu: '250m', memory: '256Mi' } },
    volumeMounts: [{ name: 'data', mountPath: '/bitnami/postgresql' }],
    securityContext: { runAsUser: 1001 },
  };
  const values = {
    database: 'cvat',
    username: 'cvat',
    password: 'made-up-postgres-password',
    'postgres-password': 'made-up-postgres-admin-password',
    'replication-password': 'made-up-replica-password',
  };
  return [
    secret('cvat-postgres-secret', chartLabels, values, 'generic'),
    releasedService(`${RELEASE}-postgresql`, labels, selector, [{ name: 'tcp-postgresql', port: 5432, targetPort: 'tcp-postgresql' }], '10.43.28.54'),
    statefulSet({
      name: `${RELEASE}-postgresql`,
      labels,
      selector,
      serviceName: `${RELEASE}-postgresql-hl`,
      pod: { securityContext: { fsGroup: 1001 }, containers: [container] },
      claim: { name: 'data', size: '10Gi' },
    }),
  ];
}

function redis(): LabObject[] {
  const labels = {
    'app.kubernetes.io/name': 'redis',
    'helm.sh/chart': 'redis-19.6.4',
    'app.kubernetes.io/instance': RELEASE,
    'app.kubernetes.io/managed-by': 'Helm',
    'app.kubernetes.io/component': 'master',
  };
  const selector = { 'app.kubernetes.io/name': 'redis', 'app.kubernetes.io/instance': RELEASE, 'app.kubernetes.io/component': 'master' };
  const probe = {
    exec: { command: ['sh', '-c', '/health/ping_readiness_local.sh 1'] },
    initialDelaySeconds: 20,
    periodSeconds: 5,
    timeoutSeconds: 2,
    failureThreshold: 5,
  };
  const container = {
    name: 'redis',
    image: 'registry.test/mirror/redis:7.2.11',
    imagePullPolicy: 'IfNotPresent',
    env: [env('REDIS_REPLICATION_MODE', 'master'), secretEnv('REDIS_PASSWORD', 'cvat-redis-secret', 'password'), env('REDIS_PORT', '6379')],
    ports: [{ name: 'redis', containerPort: 6379, protocol: 'TCP' }],
    readinessProbe: probe,
    livenessProbe: probe,
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '150m', memory: '192Mi' } },
    volumeMounts: [{ name: 'redis-data', mountPath: '/data' }],
    securityContext: { runAsNonRoot: true, runAsUser: 1001 },
  };
  return [
    secret('cvat-redis-secret', chartLabels, { password: 'made-up-redis-password' }, 'generic'),
    releasedService(`${RELEASE}-redis-master`, labels, selector, [{ name: 'tcp-redis', port: 6379, targetPort: 'redis' }], '10.43.144.195'),
    statefulSet({
      name: `${RELEASE}-redis-master`,
      labels,
      selector,
      serviceName: `${RELEASE}-redis-headless`,
      pod: { securityContext: { fsGroup: 1001 }, containers: [container] },
      claim: { name: 'redis-data', size: '8Gi' },
    }),
  ];
}

/** Where CVAT keeps things: KVRocks, PostgreSQL, Redis. All passwords are made up. */
export function stores(): LabObject[] {
  return [...kvrocks(), ...postgres(), ...redis()];
}
