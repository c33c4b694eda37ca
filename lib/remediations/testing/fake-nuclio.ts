import { AppError } from '@/lib/domain/errors';
import type { EngineKit } from '@/lib/remediations/testing/engine-kit';

interface Model {
  readonly state?: string;
  readonly image?: string | undefined;
  readonly spec?: Record<string, unknown>;
  readonly disable?: boolean;
}

/** A function resource, and a dashboard behind the kit's writer that works on it as Nuclio does: 202 first, the state some seconds later. */
export function putModel(kit: EngineKit, { state = 'error', image = 'registry.test/yolov7:1', spec = {}, disable = false }: Model = {}) {
  return kit.cluster.put({
    apiVersion: 'nuclio.io/v1beta1',
    kind: 'NuclioFunction',
    metadata: { name: 'yolov7', labels: { 'nuclio.io/project-name': 'cvat' }, annotations: { type: 'detector' } },
    spec: { ...(image && { image }), description: 'YOLOv7', ...(disable && { disable }), ...spec },
    status: { state, message: '\n', logs: [{ message: 'Deploying', err: 'Service "nuclio-yolov7" is invalid' }] },
  });
}

/** What becomes of a deploy: the state it ends in, 5 s after it began. */
export function nuclioEndsIn(kit: EngineKit, state: string) {
  const calls: string[] = [];
  const settle = () => {
    kit.cluster.edit('NuclioFunction', 'yolov7', (d) => {
      d.status = { state: 'waitingForResourceConfiguration' };
    });
    kit.clock.at(kit.clock.now() + 5_000, () =>
      kit.cluster.edit('NuclioFunction', 'yolov7', (d) => {
        d.status = { state, message: 'crash loop', internalInvocationUrls: state === 'ready' ? ['nuclio-yolov7:8080'] : [] };
      }),
    );
  };
  kit.nuclio.startFunction = async () => {
    calls.push('start');
    settle();
  };
  kit.nuclio.updateFunction = async ({ spec }) => {
    calls.push('update');
    kit.cluster.edit('NuclioFunction', 'yolov7', (d) => {
      d.spec = spec;
    });
    settle();
  };
  kit.nuclio.deleteFunction = async ({ resourceVersion }) => {
    calls.push('delete');
    if (kit.cluster.get('NuclioFunction', 'yolov7')?.metadata.resourceVersion !== resourceVersion) throw new AppError('nuclio-refused');
    kit.cluster.remove('NuclioFunction', 'yolov7');
    kit.clock.at(kit.clock.now() + 3_000, () => kit.cluster.remove('Deployment', 'nuclio-yolov7'));
  };
  kit.nuclio.createFunction = async ({ spec }) => {
    calls.push('create');
    putModel(kit, { state: 'building', spec: spec as Record<string, unknown> });
  };
  return calls;
}
