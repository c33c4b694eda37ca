/** A Deployment of one container that has rolled out. */
export function deployment(
  name: string,
  options: {
    env?: { name: string; value?: string; valueFrom?: unknown }[];
    strategy?: string;
    image?: string;
    container?: string;
    labels?: Record<string, string>;
  } = {},
) {
  const { env = [], strategy = 'Recreate', image = 'registry.test/server:v2.39.0', container = 'cvat-backend', labels = {} } = options;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: { replicas: 1, strategy: { type: strategy }, template: { metadata: { labels }, spec: { containers: [{ name: container, image, env }] } } },
    status: { observedGeneration: 1, replicas: 1, updatedReplicas: 1, readyReplicas: 1, availableReplicas: 1 },
  };
}
