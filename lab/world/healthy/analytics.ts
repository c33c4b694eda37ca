import { RELEASE } from '../identity';
import type { LabObject } from '../object-store';
import { chartLabels, env, released, releasedDeployment, releasedService, secret } from './api-object';
import { statefulSet } from './stores';

const subChart = (name: string, chart: string, component?: string) => ({
  'app.kubernetes.io/name': name,
  'helm.sh/chart': chart,
  'app.kubernetes.io/instance': RELEASE,
  'app.kubernetes.io/managed-by': 'Helm',
  ...(component ? { 'app.kubernetes.io/component': component } : {}),
});
const selects = (labels: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(labels).filter(([key]) => ['app.kubernetes.io/name', 'app.kubernetes.io/instance', 'app.kubernetes.io/component'].includes(key)),
  );

export const VECTOR_TOML = [
  'data_dir = "/vector-data-dir"',
  '',
  '[sources.events]',
  'type = "http_server"',
  'address = "0.0.0.0:8282"',
  'encoding = "json"',
  '',
  '[sinks.clickhouse]',
  'type = "clickhouse"',
  'inputs = ["events"]',
  `endpoint = "http://\${CLICKHOUSE_HOST}:\${CLICKHOUSE_PORT}"`,
  `database = "\${CLICKHOUSE_DB}"`,
  'table = "events"',
  '',
].join('\n');

function clickhouse(): LabObject[] {
  const labels = subChart('clickhouse', 'clickhouse-4.1.15', 'clickhouse');
  const probe = {
    httpGet: { path: '/ping', port: 'http', scheme: 'HTTP' },
    initialDelaySeconds: 10,
    periodSeconds: 10,
    timeoutSeconds: 1,
    failureThreshold: 3,
  };
  const container = {
    name: 'clickhouse',
    image: 'registry.test/mirror/clickhouse:23.12.2-debian-11-r0',
    imagePullPolicy: 'IfNotPresent',
    env: [env('ALLOW_EMPTY_PASSWORD', 'no')],
    envFrom: [{ secretRef: { name: 'cvat-analytics-secret' } }],
    ports: [
      { name: 'http', containerPort: 8123, protocol: 'TCP' },
      { name: 'tcp', containerPort: 9000, protocol: 'TCP' },
    ],
    readinessProbe: probe,
    livenessProbe: probe,
    volumeMounts: [{ name: 'data', mountPath: '/bitnami/clickhouse' }],
    securityContext: { runAsNonRoot: true, runAsUser: 1001 },
  };
  return [
    releasedService(
      `${RELEASE}-clickhouse`,
      labels,
      selects(labels),
      [
        { name: 'http', port: 8123, targetPort: 'http' },
        { name: 'tcp', port: 9000, targetPort: 'tcp' },
      ],
      '10.43.139.207',
    ),
    statefulSet({
      name: `${RELEASE}-clickhouse-shard0`,
      labels,
      selector: { ...selects(labels), shard: '0' },
      podLabels: { ...labels, shard: '0' },
      serviceName: `${RELEASE}-clickhouse-headless`,
      pod: { serviceAccountName: `${RELEASE}-clickhouse`, containers: [container] },
      claim: { name: 'data', size: '10Gi' },
    }),
  ];
}

function vector(): LabObject[] {
  const labels = subChart('vector', 'vector-0.19.2', 'Aggregator');
  const container = {
    name: 'vector',
    image: 'timberio/vector:0.26.0-alpine',
    imagePullPolicy: 'IfNotPresent',
    args: ['--config-dir', '/etc/vector/'],
    env: [env('VECTOR_LOG', 'info')],
    envFrom: [{ secretRef: { name: 'cvat-analytics-secret' } }],
    ports: [{ name: 'http', containerPort: 8282, protocol: 'TCP' }],
    volumeMounts: [
      { name: 'data', mountPath: '/vector-data-dir' },
      { name: 'config', mountPath: '/etc/vector/', readOnly: true },
    ],
    securityContext: { runAsNonRoot: true, runAsUser: 1000 },
  };
  const volumes = [
    { name: 'config', projected: { sources: [{ configMap: { name: 'cvat-vector-config' } }] } },
    { name: 'data', emptyDir: {} },
  ];
  return [
    released('v1', 'ConfigMap', 'cvat-vector-config', { app: 'cvat-app', tier: 'vector', ...chartLabels }, { data: { 'vector.toml': VECTOR_TOML } }),
    releasedService(`${RELEASE}-vector`, labels, selects(labels), [{ name: 'http', port: 8282 }], '10.43.129.216'),
    statefulSet({
      name: `${RELEASE}-vector`,
      labels,
      selector: selects(labels),
      podLabels: { ...selects(labels), 'vector.dev/exclude': 'true' },
      serviceName: `${RELEASE}-vector-headless`,
      pod: { serviceAccountName: `${RELEASE}-vector`, containers: [container], volumes },
    }),
  ];
}

function grafana(): LabObject[] {
  const labels = subChart('grafana', 'grafana-6.60.6');
  const health = { httpGet: { path: '/api/health', port: 3000, scheme: 'HTTP' }, timeoutSeconds: 1, periodSeconds: 10 };
  const container = {
    name: 'grafana',
    image: 'grafana/grafana:10.1.5',
    imagePullPolicy: 'IfNotPresent',
    ports: [{ name: 'grafana', containerPort: 3000, protocol: 'TCP' }],
    readinessProbe: { ...health, failureThreshold: 3 },
    livenessProbe: { ...health, initialDelaySeconds: 60, failureThreshold: 10 },
    volumeMounts: [{ name: 'storage', mountPath: '/var/lib/grafana' }],
    securityContext: { runAsNonRoot: true, runAsUser: 472 },
  };
  const claim = `${RELEASE}-grafana`;
  return [
    secret(`${RELEASE}-grafana`, labels, { 'admin-user': 'admin', 'admin-password': 'made-up-grafana-password' }),
    releasedService(`${RELEASE}-grafana`, labels, selects(labels), [{ name: 'service', port: 80, targetPort: 3000 }], '10.43.110.214'),
    releasedDeployment({
      name: `${RELEASE}-grafana`,
      labels,
      selector: selects(labels),
      pod: { serviceAccountName: `${RELEASE}-grafana`, containers: [container], volumes: [{ name: 'storage', persistentVolumeClaim: { claimName: claim } }] },
    }),
  ];
}

/** ClickHouse, Vector and Grafana as their sub-charts make them with CVAT's values. */
export function analytics(): LabObject[] {
  const values = {
    CLICKHOUSE_DB: 'cvat',
    CLICKHOUSE_USER: 'user',
    CLICKHOUSE_PASSWORD: 'made-up-clickhouse-password',
    CLICKHOUSE_HOST: `${RELEASE}-clickhouse`,
    CLICKHOUSE_PORT: '8123',
  };
  return [secret('cvat-analytics-secret', { app: 'cvat-app', tier: 'analytics', ...chartLabels }, values), ...clickhouse(), ...vector(), ...grafana()];
}
