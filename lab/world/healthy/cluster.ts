import type { LabObject } from '../object-store';
import { apiObject } from './api-object';

const NAMESPACES = ['cvat', 'default', 'kube-system', 'kube-public', 'kube-node-lease', 'longhorn-system', 'metallb-system', 'minio'];

/** Namespaces, runtime and storage classes, the address range of Services: what a K3s cluster with a GPU has before anything is installed. */
export function clusterObjects(): LabObject[] {
  return [
    ...NAMESPACES.map((name) =>
      apiObject(
        'v1',
        'Namespace',
        { name, labels: { 'kubernetes.io/metadata.name': name } },
        { spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } },
      ),
    ),
    ...['nvidia', 'nvidia-experimental'].map((name) => apiObject('node.k8s.io/v1', 'RuntimeClass', { name }, { handler: name })),
    apiObject(
      'storage.k8s.io/v1',
      'StorageClass',
      { name: 'longhorn', annotations: { 'storageclass.kubernetes.io/is-default-class': 'false' } },
      {
        provisioner: 'driver.longhorn.io',
        allowVolumeExpansion: true,
        reclaimPolicy: 'Delete',
        volumeBindingMode: 'Immediate',
        parameters: { numberOfReplicas: '2', staleReplicaTimeout: '30', fsType: 'ext4', dataLocality: 'disabled' },
      },
    ),
    apiObject(
      'storage.k8s.io/v1',
      'StorageClass',
      { name: 'local-path', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true', defaultVolumeType: 'local' } },
      { provisioner: 'rancher.io/local-path', reclaimPolicy: 'Delete', volumeBindingMode: 'WaitForFirstConsumer' },
    ),
    apiObject(
      'networking.k8s.io/v1',
      'ServiceCIDR',
      { name: 'kubernetes' },
      {
        spec: { cidrs: ['10.43.0.0/16'] },
        status: {
          conditions: [{ type: 'Ready', status: 'True', reason: '', message: 'Kubernetes Service CIDR is ready', lastTransitionTime: '2026-01-19T10:00:00Z' }],
        },
      },
    ),
    apiObject(
      'v1',
      'Service',
      { name: 'kubernetes', namespace: 'default', labels: { component: 'apiserver', provider: 'kubernetes' } },
      {
        spec: {
          type: 'ClusterIP',
          clusterIP: '10.43.0.1',
          clusterIPs: ['10.43.0.1'],
          ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }],
        },
      },
    ),
  ];
}
