import { API_RESOURCES, groupVersionOf } from '../kubernetes/api-resources';

/** What Nuclio and CVAT look at: everything the mirror holds. */
const KINDS = ['NuclioFunction', 'NuclioProject', 'NuclioAPIGateway', 'Deployment', 'Service', 'ConfigMap', 'Pod', 'Job'];

export interface MirroredKind {
  /** `apps/v1/Deployment`, as the store names it. */
  readonly stored: string;
  readonly apiVersion: string;
  readonly kind: string;
  pathOf(namespace: string, name?: string): string;
}

export const mirroredKinds: readonly MirroredKind[] = API_RESOURCES.filter(({ kind }) => KINDS.includes(kind)).map((resource) => {
  const apiVersion = groupVersionOf(resource);
  const root = resource.group ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  return {
    ...{ stored: resource.stored, apiVersion, kind: resource.kind },
    pathOf: (namespace, name) => `${root}/namespaces/${namespace}/${resource.plural}${name === undefined ? '' : `/${encodeURIComponent(name)}`}`,
  };
});

export function mirroredKind(stored: string): MirroredKind {
  const found = mirroredKinds.find((kind) => kind.stored === stored);
  if (!found) throw new Error(`the stand-in holds no ${stored}`);
  return found;
}
