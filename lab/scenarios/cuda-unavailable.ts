import { podFaultScenario } from './pod-fault';

/** A reload of systemd on the node took the container's right to the device files away: the pod runs on, without CUDA. */
export const cudaUnavailable = podFaultScenario({
  id: 'cuda-unavailable',
  title: 'The detector’s pod has lost its GPU while it ran',
  expects: ['cuda-unavailable'],
  labels: { 'nuclio.io/function-name': 'yolo11x-cvat-detector-gpu' },
  fault: { gpuLost: true },
});
