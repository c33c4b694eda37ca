import { MINIO_ADDRESS } from '../identity';
import type { LabObject } from '../object-store';
import { apiObject, serviceSpec } from './api-object';

type Json = Record<string, unknown>;

interface Part {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Record<string, string>;
  readonly container: Json & { readonly image: string };
  readonly pod?: Json;
}

function workload(kind: 'Deployment' | 'DaemonSet', { name, namespace, labels, container, pod = {} }: Part): LabObject {
  const spec = {
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { restartPolicy: 'Always', ...pod, containers: [{ name, imagePullPolicy: 'IfNotPresent', ...container }] } },
  };
  const own =
    kind === 'Deployment'
      ? { replicas: 1, progressDeadlineSeconds: 600, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } } }
      : {};
  return apiObject('apps/v1', kind, { name, namespace, labels }, { spec: { ...own, ...spec } });
}

function loadBalancer(name: string, namespace: string, labels: Record<string, string>, ports: Json[], clusterIP: string, ip: string): LabObject {
  const annotations = { 'metallb.io/ip-allocated-from-pool': 'default' };
  return apiObject(
    'v1',
    'Service',
    { name, namespace, labels, annotations },
    { spec: { ...serviceSpec(labels, ports, clusterIP), type: 'LoadBalancer' }, status: { loadBalancer: { ingress: [{ ip, ipMode: 'VIP' }] } } },
  );
}

const kube = 'kube-system';
const traefik = { 'app.kubernetes.io/name': 'traefik', 'app.kubernetes.io/instance': 'traefik-kube-system' };
const metallb = (component: string) => ({ app: 'metallb', component });
const everywhere = { tolerations: [{ operator: 'Exists' }] };

/** Traefik, MetalLB, DNS, the device plugin and Longhorn's manager: what runs beside the installation. */
function platform(): LabObject[] {
  return [
    workload('Deployment', {
      name: 'coredns',
      namespace: kube,
      labels: { 'k8s-app': 'kube-dns' },
      container: { image: 'rancher/mirrored-coredns-coredns:1.13.1' },
    }),
    workload('Deployment', {
      name: 'metrics-server',
      namespace: kube,
      labels: { 'k8s-app': 'metrics-server' },
      container: { image: 'rancher/mirrored-metrics-server:v0.8.1' },
    }),
    workload('Deployment', {
      name: 'local-path-provisioner',
      namespace: kube,
      labels: { app: 'local-path-provisioner' },
      container: { image: 'rancher/local-path-provisioner:v0.0.34' },
    }),
    workload('Deployment', {
      name: 'traefik',
      namespace: kube,
      labels: traefik,
      container: { image: 'rancher/mirrored-library-traefik:3.5.1', ports: [{ name: 'web', containerPort: 8000 }] },
    }),
    loadBalancer('traefik', kube, traefik, [{ name: 'web', port: 80, targetPort: 'web', nodePort: 31098 }], '10.43.217.240', '192.168.20.235'),
    workload('DaemonSet', {
      name: 'nvidia-device-plugin-daemonset',
      namespace: kube,
      labels: { name: 'nvidia-device-plugin-ds' },
      container: { image: 'registry.test/nvidia/k8s-device-plugin:v0.18.0' },
      pod: { runtimeClassName: 'nvidia', nodeSelector: { 'nvidia.com/gpu.present': 'true' }, ...everywhere },
    }),
    workload('Deployment', {
      name: 'controller',
      namespace: 'metallb-system',
      labels: metallb('controller'),
      container: { image: 'registry.test/metallb/controller:v0.15.2' },
    }),
    workload('DaemonSet', {
      name: 'speaker',
      namespace: 'metallb-system',
      labels: metallb('speaker'),
      container: { image: 'registry.test/metallb/speaker:v0.15.2' },
      pod: everywhere,
    }),
    apiObject(
      'metallb.io/v1beta1',
      'IPAddressPool',
      { name: 'default', namespace: 'metallb-system' },
      { spec: { addresses: ['192.168.20.235-192.168.20.245'], autoAssign: true } },
    ),
    apiObject('metallb.io/v1beta1', 'L2Advertisement', { name: 'default', namespace: 'metallb-system' }, { spec: { ipAddressPools: ['default'] } }),
    workload('DaemonSet', {
      name: 'longhorn-manager',
      namespace: 'longhorn-system',
      labels: { app: 'longhorn-manager' },
      container: { image: 'registry.test/longhorn/longhorn-manager:v1.10.1' },
      pod: everywhere,
    }),
  ];
}

/** The object storage CVAT's cloud storages point to, at the one address the egress proxy lets through. */
function objectStorage(): LabObject[] {
  const labels = { app: 'minio' };
  const container = {
    image: 'minio/minio:RELEASE.2025-09-07T16-13-09Z',
    args: ['server', '/data', '--console-address=:9001'],
    ports: [{ name: 'api', containerPort: 9000 }],
    volumeMounts: [{ name: 'data', mountPath: '/data' }],
  };
  return [
    workload('Deployment', {
      name: 'minio',
      namespace: 'minio',
      labels,
      container,
      pod: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'minio' } }] },
    }),
    loadBalancer(
      'minio',
      'minio',
      labels,
      [
        { name: 'api', port: 80, targetPort: 9000, nodePort: 31066 },
        { name: 'console', port: 9001, nodePort: 32612 },
      ],
      MINIO_ADDRESS,
      '192.168.20.237',
    ),
  ];
}

export function systemObjects(): LabObject[] {
  return [...platform(), ...objectStorage()];
}
