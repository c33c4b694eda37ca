import { NAMESPACE, NUCLIO_PORT, NUCLIO_VERSION, PROJECT, RELEASE } from '../identity';
import type { LabObject } from '../object-store';
import { apiObject, env, released, releasedDeployment, releasedService, secret } from './api-object';
import { functions } from './functions';

const chart = { app: 'nuclio', release: RELEASE };

function service(role: 'controller' | 'dashboard', container: Record<string, unknown>): LabObject {
  const name = `${RELEASE}-nuclio-${role}`;
  const labels = { ...chart, 'nuclio.io/app': role, 'nuclio.io/class': 'service', 'nuclio.io/name': name };
  return releasedDeployment({
    name,
    labels,
    selector: labels,
    podAnnotations: { 'nuclio.io/version': `${NUCLIO_VERSION}-amd64` },
    pod: {
      serviceAccountName: `${RELEASE}-nuclio`,
      containers: [{ name, image: `registry.test/nuclio/${role}:${NUCLIO_VERSION}-amd64`, imagePullPolicy: 'IfNotPresent', ...container }],
    },
  });
}

const live = (path: string) => ({ httpGet: { path, port: 'liveness-port', scheme: 'HTTP' } });

/** Nuclio's dashboard and controller with kaniko as builder, its project for CVAT, and four models. */
export function nuclio(): LabObject[] {
  const dashboardLabels = { ...chart, 'nuclio.io/app': 'dashboard', 'nuclio.io/name': `${RELEASE}-nuclio-dashboard`, 'nuclio.io/class': 'service' };
  const auths = { auths: { 'registry.test': { username: 'made-up-user', password: 'made-up-registry-token' } } };
  return [
    secret(`${RELEASE}-nuclio-registry-credentials`, chart, { '.dockerconfigjson': JSON.stringify(auths) }, 'kubernetes.io/dockerconfigjson'),
    released('v1', 'ConfigMap', `${RELEASE}-nuclio-registry-url`, chart, { data: { registry_url: 'registry.test/team' } }),
    releasedService(
      `${RELEASE}-nuclio-dashboard`,
      dashboardLabels,
      { 'nuclio.io/name': `${RELEASE}-nuclio-dashboard` },
      [{ name: 'admin', port: Number(NUCLIO_PORT) }],
      '10.43.119.252',
    ),
    service('controller', {
      env: [
        env('NUCLIO_CONTROLLER_FUNCTION_MONITOR_INTERVAL', '3m'),
        env('NUCLIO_CONTROLLER_FUNCTION_OPERATOR_NUM_WORKERS', '4'),
        env('NUCLIO_CONTROLLER_RESYNC_INTERVAL', '0'),
      ],
    }),
    service('dashboard', {
      ports: [
        { containerPort: 8070, protocol: 'TCP' },
        { name: 'liveness-port', containerPort: 8082, protocol: 'TCP' },
      ],
      readinessProbe: { ...live('/ready'), initialDelaySeconds: 5, periodSeconds: 10, timeoutSeconds: 1, failureThreshold: 3 },
      livenessProbe: { ...live('/live'), periodSeconds: 15, timeoutSeconds: 5, failureThreshold: 1 },
      env: [
        env('NUCLIO_AUTH_KIND', 'nop'),
        env('NUCLIO_DASHBOARD_DEPLOYMENT_NAME', `${RELEASE}-nuclio-dashboard`),
        env('NUCLIO_CONTAINER_BUILDER_KIND', 'kaniko'),
      ],
    }),
    apiObject('nuclio.io/v1beta1', 'NuclioProject', { name: 'default', namespace: NAMESPACE }, { spec: { description: '' } }),
    apiObject('nuclio.io/v1beta1', 'NuclioProject', { name: PROJECT, namespace: NAMESPACE }, { spec: { description: 'Models for CVAT' } }),
    ...functions(),
  ];
}
