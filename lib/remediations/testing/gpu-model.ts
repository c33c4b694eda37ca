import type { Finding } from '@/lib/domain/finding';
import { findingOf } from '@/lib/remediations/testing/engine-kit';
import type { FakeCluster } from '@/lib/remediations/testing/fake-cluster';
import { readyPod } from '@/lib/remediations/testing/ready-pod';

/** A function that asks for a GPU whose Deployment names no runtime class, as Nuclio makes it. */
export function putGpuModel(cluster: FakeCluster, overrides: { strategy?: string; runtimeClassName?: string; gpus?: string } = {}) {
  const { strategy = 'Recreate', runtimeClassName, gpus = '1' } = overrides;
  cluster.part('runtimeClasses', () => [{ name: 'nvidia', handler: 'nvidia' }]);
  cluster.part('pods', () => [readyPod('nuclio-yolov7-5f', { 'nuclio.io/function-name': 'yolov7' }, 'nuclio')]);
  return cluster.put({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'nuclio-yolov7', labels: { 'nuclio.io/project-name': 'cvat' } },
    spec: {
      replicas: 1,
      strategy: { type: strategy },
      template: {
        spec: {
          ...(runtimeClassName && { runtimeClassName }),
          containers: [
            {
              name: 'nuclio',
              image: 'registry.test/yolov7:1',
              resources: { limits: { 'nvidia.com/gpu': gpus } },
              env: [{ name: 'API_TOKEN', value: 'hush-hush' }],
            },
          ],
        },
      },
    },
    status: { observedGeneration: 1, replicas: 1, updatedReplicas: 1, readyReplicas: 1, availableReplicas: 1 },
  });
}

export function gpuFinding(checkId = 'gpu-runtime-class-missing'): Finding {
  const subject = { kind: 'NuclioFunction', apiVersion: 'nuclio.io/v1beta1', namespace: 'cvat', name: 'yolov7' };
  return findingOf(checkId, subject, { namespace: 'cvat', function: 'yolov7', deployment: 'nuclio-yolov7', runtimeClass: 'nvidia' });
}
