import { CVAT_TAG, RELEASE } from '../identity';
import type { LabObject } from '../object-store';
import { chartLabels, released, releasedDeployment, releasedService } from './api-object';

const selectorOf = (tier: string) => ({ app: 'cvat-app', tier, 'app.kubernetes.io/name': 'cvat', 'app.kubernetes.io/instance': RELEASE });

/** The UI: unprivileged nginx, which listens on 8000 since 2.44. */
function frontend(): LabObject[] {
  const labels = { app: 'cvat-app', tier: 'frontend', ...chartLabels };
  const probe = { tcpSocket: { port: 8000 }, periodSeconds: 10, timeoutSeconds: 1, failureThreshold: 5 };
  const container = {
    name: 'cvat-frontend-app-container',
    image: `cvat/ui:${CVAT_TAG}`,
    imagePullPolicy: 'IfNotPresent',
    ports: [{ containerPort: 8000, protocol: 'TCP' }],
    readinessProbe: probe,
    livenessProbe: probe,
    securityContext: { runAsNonRoot: true },
  };
  return [
    releasedService(`${RELEASE}-frontend-service`, labels, labels, [{ name: 'http', port: 8000 }], '10.43.114.45'),
    releasedDeployment({ name: `${RELEASE}-frontend`, labels, selector: selectorOf('frontend'), pod: { containers: [container] } }),
  ];
}

/** Open Policy Agent. Its Service is named opa and nothing else: the backend looks for that name. */
function permissions(): LabObject[] {
  const labels = { app: 'cvat-app', tier: 'opa', ...chartLabels };
  const probe = {
    httpGet: { path: '/health?bundles', port: 8181, scheme: 'HTTP' },
    initialDelaySeconds: 15,
    periodSeconds: 15,
    timeoutSeconds: 1,
    failureThreshold: 3,
  };
  const container = {
    name: 'cvat-opa-app-container',
    image: 'openpolicyagent/opa:0.63.0',
    imagePullPolicy: 'IfNotPresent',
    args: [
      'run',
      '--server',
      '--set=decision_logs.console=true',
      '--set=services.cvat.url=http://cvat-backend-service:8080',
      '--set=bundles.cvat.resource=/api/auth/rules',
    ],
    ports: [{ containerPort: 8181, protocol: 'TCP' }],
    readinessProbe: probe,
    livenessProbe: probe,
  };
  return [
    releasedService('opa', labels, labels, [{ name: 'http', port: 8181 }], '10.43.91.4'),
    releasedDeployment({ name: `${RELEASE}-opa`, labels, selector: selectorOf('opa'), pod: { containers: [container] } }),
  ];
}

function ingresses(): LabObject[] {
  const path = (prefix: string, name: string, port: Record<string, unknown>) => ({ path: prefix, pathType: 'Prefix', backend: { service: { name, port } } });
  const rule = (paths: unknown[]) => ({
    spec: { ingressClassName: 'traefik', rules: [{ http: { paths } }] },
    status: { loadBalancer: { ingress: [{ ip: '192.168.20.235' }] } },
  });
  const api = ['/api', '/admin', '/static', '/django-rq', '/profiler'].map((prefix) => path(prefix, `${RELEASE}-backend-service`, { name: 'http' }));
  return [
    released('networking.k8s.io/v1', 'Ingress', RELEASE, chartLabels, rule([...api, path('/', `${RELEASE}-frontend-service`, { name: 'http' })])),
    released('networking.k8s.io/v1', 'Ingress', `${RELEASE}-analytics`, chartLabels, rule([path('/analytics', `${RELEASE}-grafana`, { number: 80 })])),
  ];
}

/** What people reach: the UI, the permission service behind it, and the way in. */
export function front(): LabObject[] {
  return [...frontend(), ...permissions(), ...ingresses()];
}
