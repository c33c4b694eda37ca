import { GPU_NODE, GPU_RESOURCE, SERVER_NODE } from '../identity';
import type { LabObject } from '../object-store';
import { apiObject } from './api-object';

interface NodeInput {
  readonly name: string;
  readonly address: string;
  readonly index: number;
  readonly role: 'server' | 'agent';
  readonly capacity: Record<string, string>;
  readonly labels?: Record<string, string>;
  readonly images?: readonly { readonly names: string[]; readonly sizeBytes: number }[];
}

const CONDITIONS = [
  ['MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
  ['DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  ['PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
  ['Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'],
] as const;

/** A K3s node. `at` is when its conditions last changed. */
export function node({ name, address, index, role, capacity, labels = {}, images = [] }: NodeInput, at: string): LabObject {
  const args = role === 'server' ? ['server', '--disable', 'servicelb', '--write-kubeconfig-mode', '644'] : ['agent'];
  return apiObject(
    'v1',
    'Node',
    {
      name,
      labels: {
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/os': 'linux',
        'kubernetes.io/hostname': name,
        'node.kubernetes.io/instance-type': 'k3s',
        ...(role === 'server' ? { 'node-role.kubernetes.io/control-plane': 'true' } : {}),
        ...labels,
      },
      annotations: { 'k3s.io/hostname': name, 'k3s.io/internal-ip': address, 'k3s.io/node-args': JSON.stringify(args), 'k3s.io/node-env': '{}' },
    },
    {
      spec: { providerID: `k3s://${name}`, podCIDR: `10.42.${index}.0/24`, podCIDRs: [`10.42.${index}.0/24`] },
      status: {
        addresses: [
          { type: 'InternalIP', address },
          { type: 'Hostname', address: name },
        ],
        capacity,
        allocatable: { ...capacity },
        conditions: CONDITIONS.map(([type, status, reason, message]) => ({ type, status, reason, message, lastHeartbeatTime: at, lastTransitionTime: at })),
        daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
        images,
        nodeInfo: {
          architecture: 'amd64',
          operatingSystem: 'linux',
          osImage: 'Ubuntu 24.04.3 LTS',
          kernelVersion: '6.8.0-90-generic',
          containerRuntimeVersion: 'containerd://2.2.2-k3s1',
          kubeletVersion: 'v1.36.3+k3s1',
        },
      },
    },
  );
}

const image = (name: string, gib: number) => ({ names: [name], sizeBytes: Math.round(gib * 1024 ** 3) });

/** GPU feature discovery's labels, as a card shared by time slicing has them. */
const gpuLabels = {
  'nvidia.com/gpu.present': 'true',
  'nvidia.com/gpu.count': '1',
  'nvidia.com/gpu.replicas': '4',
  'nvidia.com/gpu.product': 'NVIDIA-RTX-A6000-SHARED',
  'nvidia.com/gpu.memory': '49140',
  'nvidia.com/gpu.family': 'ampere',
  'nvidia.com/gpu.sharing-strategy': 'time-slicing',
  'nvidia.com/mig.capable': 'false',
  'nvidia.com/cuda.driver-version.full': '580.95.05',
  'nvidia.com/cuda.driver.major': '580',
  'nvidia.com/cuda.runtime-version.full': '13.0',
};

/** The server node, and the workstation with the card. */
export function nodes(at: string): LabObject[] {
  return [
    node(
      {
        name: SERVER_NODE,
        address: '192.168.20.11',
        index: 0,
        role: 'server',
        capacity: { cpu: '16', memory: '65706432Ki', 'ephemeral-storage': '245016792Ki', pods: '110' },
        images: [image('docker.io/cvat/server:v2.46.1', 1.42), image('docker.io/cvat/ui:v2.46.1', 0.06)],
      },
      at,
    ),
    node(
      {
        name: GPU_NODE,
        address: '192.168.20.14',
        index: 1,
        role: 'agent',
        capacity: { cpu: '32', memory: '131826788Ki', 'ephemeral-storage': '480430080Ki', pods: '110', [GPU_RESOURCE]: '4' },
        labels: gpuLabels,
        images: [
          image('registry.test/team/cvat.pth-facebookresearch-sam-vit-h:latest', 9.8),
          image('registry.test/team/cvat.yolo11x-cvat-detector-gpu:latest', 8.4),
          image('registry.test/team/cvat.pth-foolwood-siammask:latest', 7.1),
          image('docker.io/ultralytics/ultralytics:latest', 6.9),
          image('registry.test/team/cvat.onnx-wongkinyiu-yolov7:latest', 2.3),
        ],
      },
      at,
    ),
  ];
}
