import { GPU_RESOURCE, NAMESPACE, PROJECT } from '../identity';
import type { LabObject } from '../object-store';
import { apiObject } from './api-object';

export interface ModelInput {
  readonly name: string;
  readonly title: string;
  readonly type: string;
  readonly description: string;
  readonly framework: string;
  readonly labels?: readonly string[];
  readonly gpu: boolean;
  readonly cpu: string;
  readonly memory: string;
  readonly more?: Readonly<Record<string, string>>;
}

export const MODELS: readonly ModelInput[] = [
  {
    name: 'yolo11x-cvat-detector-gpu',
    title: 'YOLO11x GPU',
    type: 'detector',
    description: 'Custom YOLO11x detector',
    framework: 'pytorch',
    labels: ['ball', 'player', 'side_referee', 'main_referee'],
    gpu: true,
    cpu: '4',
    memory: '8Gi',
  },
  {
    name: 'pth-facebookresearch-sam-vit-h',
    title: 'Segment Anything',
    type: 'interactor',
    description: 'Interactive object segmentation with Segment-Anything',
    framework: 'pytorch',
    gpu: true,
    cpu: '8',
    memory: '12Gi',
    more: { version: '2', min_pos_points: '1', min_neg_points: '0', help_message: 'The interactor gives a mask of an object from at least one positive point' },
  },
  {
    name: 'pth-foolwood-siammask',
    title: 'SiamMask',
    type: 'tracker',
    description: 'Fast Online Object Tracking and Segmentation',
    framework: 'pytorch',
    gpu: true,
    cpu: '4',
    memory: '4Gi',
  },
  {
    name: 'onnx-wongkinyiu-yolov7',
    title: 'YOLO v7',
    type: 'detector',
    description: 'YOLO v7 via onnx',
    framework: 'onnx',
    labels: ['person', 'bicycle', 'car'],
    gpu: false,
    cpu: '4',
    memory: '4Gi',
  },
];

/** Image name Nuclio's builder gives to a function of CVAT's. */
export const functionImage = (name: string) => `registry.test/team/cvat.${name}:latest`;

function annotationsOf({ title, type, framework, labels, more }: ModelInput): Record<string, string> {
  const spec = JSON.stringify((labels ?? []).map((name, id) => ({ id, name, type: 'rectangle' })));
  return { framework, name: title, type, spec, ...more };
}

/** The custom resource of a function that has an image, as the dashboard writes it; the controller takes it from `state`. */
export function nuclioFunction(model: ModelInput, state: string): LabObject {
  const gpu: Record<string, string> = model.gpu ? { [GPU_RESOURCE]: '1' } : {};
  return apiObject(
    'nuclio.io/v1beta1',
    'NuclioFunction',
    { name: model.name, namespace: NAMESPACE, labels: { 'nuclio.io/project-name': PROJECT }, annotations: annotationsOf(model) },
    {
      spec: {
        description: model.description,
        handler: 'main:handler',
        runtime: 'python:3.10',
        image: functionImage(model.name),
        imageHash: '1763788000',
        imagePullSecrets: 'cvat-nuclio-registry-credentials',
        eventTimeout: '30s',
        minReplicas: 1,
        maxReplicas: 1,
        resources: { limits: { cpu: model.cpu, memory: model.memory, ...gpu }, requests: { cpu: '1', memory: '2Gi', ...gpu } },
        securityContext: {},
        triggers: {
          myHttpTrigger: {
            class: '',
            kind: 'http',
            name: 'myHttpTrigger',
            numWorkers: 1,
            workerAvailabilityTimeoutMilliseconds: 10000,
            attributes: { maxRequestBodySize: 33554432, serviceType: 'ClusterIP' },
          },
        },
        build: {
          codeEntryType: 'sourceCode',
          functionSourceCode: 'IyBtb2RlbA==',
          registry: 'registry.test/team',
          baseImage: 'ubuntu:22.04',
          timestamp: 1763788000,
        },
        platform: { attributes: { restartPolicy: { name: 'always', maximumRetryCount: 3 }, mountMode: 'volume' } },
        version: -1,
        alias: 'latest',
      },
      status: { state },
    },
  );
}

/** The four models, just deployed: Nuclio's controller makes the rest. */
export function functions(): LabObject[] {
  return MODELS.map((model) => nuclioFunction(model, 'waitingForResourceConfiguration'));
}
