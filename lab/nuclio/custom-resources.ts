import { jsonAnswer, type LabAnswer, type LabRequest } from '../http/start-http-server';
import type { LabObject } from '../world/object-store';
import { type Dashboard, header } from './dashboard';
import { DashboardError, parseBody } from './dashboard-error';
import { DASHBOARD, PROJECT_LABEL } from './function-states';
import { asJson } from './typed-spec';

/** A simple resource of the dashboard: projects and API gateways behave alike here. */
export interface ResourceKind {
  readonly kind: 'NuclioProject' | 'NuclioAPIGateway';
  /** Plural of the custom resource, for Kubernetes' own error texts. */
  readonly plural: string;
  readonly notFound: string;
}

export const PROJECTS: ResourceKind = { kind: 'NuclioProject', plural: 'nuclioprojects', notFound: 'Project not found' };
export const API_GATEWAYS: ResourceKind = { kind: 'NuclioAPIGateway', plural: 'nuclioapigateways', notFound: 'API Gateway not found' };

const API_VERSION = 'nuclio.io/v1beta1';

export function listResources({ world }: Dashboard, { kind }: ResourceKind): LabAnswer {
  const found = world.store.list(`${API_VERSION}/${kind}`, world.namespace);
  return jsonAnswer(200, Object.fromEntries(found.map((object) => [object.metadata.name, shown(object)])));
}

export function getResource({ world }: Dashboard, { kind, notFound }: ResourceKind, name: string): LabAnswer {
  const found = world.store.get(`${API_VERSION}/${kind}`, world.namespace, name);
  if (!found) throw new DashboardError(404, notFound);
  return jsonAnswer(200, shown(found));
}

export function createResource({ world }: Dashboard, { kind, plural }: ResourceKind, request: LabRequest): LabAnswer {
  const { metadata: given, spec } = parseBody(request.body);
  const metadata = asJson(given);
  const { name } = metadata;
  if (typeof name !== 'string' || !name)
    throw new DashboardError(400, `${kind === 'NuclioProject' ? 'Project' : 'Api gateway'} name must be provided in metadata`);
  if (world.store.get(`${API_VERSION}/${kind}`, world.namespace, name)) throw new DashboardError(409, `${plural}.nuclio.io "${name}" already exists`);
  const project = header(request, 'x-nuclio-project-name');
  const labels = { ...(asJson(metadata.labels) as Record<string, string>), ...(kind === 'NuclioAPIGateway' && project ? { [PROJECT_LABEL]: project } : {}) };
  const head = { name, namespace: world.namespace, ...(Object.keys(labels).length > 0 ? { labels } : {}) };
  const made = world.store.put({ apiVersion: API_VERSION, kind, metadata: head, spec: asJson(spec) }, DASHBOARD);
  return jsonAnswer(201, shown(made));
}

function shown(object: LabObject) {
  const { name, namespace, labels, annotations } = object.metadata;
  return {
    metadata: { name, namespace, ...(labels ? { labels } : {}), ...(annotations ? { annotations } : {}) },
    spec: asJson(object.spec),
    status: asJson(object.status),
  };
}
