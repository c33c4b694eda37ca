import { type SeedObject, seedObjects } from './seed-objects';

export const SECOND_RELEASE = 'labelling';
const COLLECTIONS: Readonly<Record<string, string>> = { Deployment: 'apps/v1/deployments', StatefulSet: 'apps/v1/statefulsets', Service: 'v1/services' };

/**
 * Another CVAT for a namespace of its own: release `labelling` with fullnameOverride `annotate`, its database and Redis outside of the cluster. Without
 * pods: nothing runs, and nothing is claimed. `collection` is where an object is created, as in `apps/v1/deployments`.
 */
export function secondRelease(namespace: string): readonly { readonly collection: string; readonly body: SeedObject }[] {
  const edit = (yaml: string) =>
    yaml
      .replaceAll('value: "cvat-postgresql"', 'value: "db.example.org"')
      .replaceAll('value: "5432"', 'value: "6432"')
      .replaceAll('value: "cvat-redis-master"', 'value: "redis.example.org"')
      .replaceAll('app.kubernetes.io/instance: cvat', `app.kubernetes.io/instance: ${SECOND_RELEASE}`)
      .replaceAll('release: cvat', `release: ${SECOND_RELEASE}`)
      .replaceAll('namespace: cvat', `namespace: ${namespace}`)
      .replaceAll('CVAT_NUCLIO_FUNCTION_NAMESPACE, value: "cvat"', `CVAT_NUCLIO_FUNCTION_NAMESPACE, value: "${namespace}"`)
      .replaceAll(/\bcvat-(?=backend|frontend|kvrocks|opa|nuclio)/g, 'annotate-')
      .replaceAll(/replicas: \d+/g, 'replicas: 0');
  return seedObjects(edit, ['10-cvat-backend', '11-cvat-frontend', '40-opa', '50-nuclio', '20-data']).flatMap((body) => {
    const collection = COLLECTIONS[body.kind];
    return collection && !/postgresql|redis/.test(body.metadata.name) ? [{ collection, body }] : [];
  });
}
