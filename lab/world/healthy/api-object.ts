import { NAMESPACE, RELEASE } from '../identity';
import type { LabObject } from '../object-store';

type Labels = Record<string, string>;
type Json = Record<string, unknown>;

/** Labels the chart puts on everything of its own. The chart label carries no version: only the release's Secret tells it. */
export const chartLabels: Labels = {
  'helm.sh/chart': 'cvat',
  'app.kubernetes.io/name': 'cvat',
  'app.kubernetes.io/instance': RELEASE,
  'app.kubernetes.io/version': 'latest',
  'app.kubernetes.io/managed-by': 'Helm',
};

/** Helm's own marks, without which an upgrade would refuse to adopt the object. */
const helmAnnotations: Labels = { 'meta.helm.sh/release-name': RELEASE, 'meta.helm.sh/release-namespace': NAMESPACE };

interface Head {
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly labels?: Labels;
  readonly annotations?: Labels;
}

/** Any object, with only what is given. */
export function apiObject(apiVersion: string, kind: string, head: Head, body: Json = {}): LabObject {
  const metadata: LabObject['metadata'] = { name: head.name };
  if (head.namespace) metadata.namespace = head.namespace;
  if (head.labels) metadata.labels = head.labels;
  if (head.annotations) metadata.annotations = head.annotations;
  return { apiVersion, kind, metadata, ...body };
}

/** An object of the release, in its namespace, with Helm's annotations. */
export function released(apiVersion: string, kind: string, name: string, labels: Labels, body: Json, annotations: Labels = {}): LabObject {
  return apiObject(apiVersion, kind, { name, namespace: NAMESPACE, labels, annotations: { ...helmAnnotations, ...annotations } }, body);
}

interface DeploymentInput {
  readonly name: string;
  readonly labels: Labels;
  /** Subset of the labels that selects the pods. */
  readonly selector: Labels;
  readonly pod: Json;
  readonly podAnnotations?: Labels;
  readonly podLabels?: Labels;
}

/** A Deployment of the release: one replica, strategy Recreate, as the chart writes all of its own. */
export function releasedDeployment({ name, labels, selector, pod, podAnnotations, podLabels = labels }: DeploymentInput): LabObject {
  const metadata = podAnnotations ? { labels: podLabels, annotations: podAnnotations } : { labels: podLabels };
  return released('apps/v1', 'Deployment', name, labels, {
    spec: {
      replicas: 1,
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
      strategy: { type: 'Recreate' },
      selector: { matchLabels: selector },
      template: { metadata, spec: { restartPolicy: 'Always', ...pod } },
    },
  });
}

/** A Service of the release. `ports` without targetPort get the same one. */
export function releasedService(name: string, labels: Labels, selector: Labels, ports: Json[], clusterIP: string): LabObject {
  return released('v1', 'Service', name, labels, { spec: serviceSpec(selector, ports, clusterIP) });
}

export function serviceSpec(selector: Labels, ports: Json[], clusterIP: string): Json {
  return {
    type: 'ClusterIP',
    clusterIP,
    clusterIPs: [clusterIP],
    selector,
    sessionAffinity: 'None',
    ports: ports.map((port) => ({ protocol: 'TCP', targetPort: port.port, ...port })),
  };
}

/** An environment variable, or one read from a Secret. */
export const env = (name: string, value: string) => ({ name, value });
export const secretEnv = (name: string, secret: string, key: string) => ({ name, valueFrom: { secretKeyRef: { name: secret, key } } });

/** base64 of each value, the form `data` of a Secret has. */
export function secret(name: string, labels: Labels, values: Labels, type = 'Opaque'): LabObject {
  const data = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, Buffer.from(value).toString('base64')]));
  return released('v1', 'Secret', name, labels, { type, data });
}
