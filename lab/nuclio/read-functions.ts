import { jsonAnswer, type LabAnswer, type LabRequest } from '../http/start-http-server';
import type { LabObject } from '../world/object-store';
import { type Dashboard, findFunction, header, isOn, namespaceOf } from './dashboard';
import { DashboardError } from './dashboard-error';
import { gatewaysOf } from './delete-function';
import { exportedDocument, functionDocument } from './function-document';
import { FUNCTION, PROJECT_LABEL } from './function-states';
import { asJson } from './typed-spec';

type Json = Record<string, unknown>;

/** GET /api/functions: an object keyed by name. A project or namespace that is not there gives `{}`, not 404. */
export function listFunctions(dashboard: Dashboard, request: LabRequest): LabAnswer {
  const { store } = dashboard.world;
  const namespace = namespaceOf(request, dashboard.world);
  const name = header(request, 'x-nuclio-function-name');
  const project = header(request, 'x-nuclio-project-name');
  const found = store.list(FUNCTION, namespace).filter((object) => {
    // A name makes the project filter void.
    if (name) return object.metadata.name === name;
    return !project || object.metadata.labels?.[PROJECT_LABEL] === project;
  });
  return jsonAnswer(200, Object.fromEntries(found.map((object) => [object.metadata.name, document(dashboard, request, object)])));
}

/** GET /api/functions/NAME. */
export function getFunction(dashboard: Dashboard, request: LabRequest, name: string): LabAnswer {
  return jsonAnswer(200, document(dashboard, request, findFunction(dashboard.world, namespaceOf(request, dashboard.world), name)));
}

function document(dashboard: Dashboard, request: LabRequest, object: LabObject): Json {
  if (request.url.searchParams.get('export') === 'true') return exportedDocument(object);
  const { name, namespace = '' } = object.metadata;
  const shown = functionDocument(object, dashboard.logs.get(`${namespace}/${name}`));
  if (!isOn(request, 'x-nuclio-function-enrich-apigateways')) return shown;
  const apiGateways = gatewaysOf(dashboard, namespace, name);
  return apiGateways.length > 0 ? { ...shown, status: { ...asJson(shown.status), apiGateways } } : shown;
}

/** GET /api/functions/NAME/replicas: pod names; null, not an empty list, without pods. */
export function listReplicas(dashboard: Dashboard, request: LabRequest, name: string): LabAnswer {
  const namespace = namespaceOf(request, dashboard.world);
  findFunction(dashboard.world, namespace, name);
  const names = podNames(dashboard, namespace, name);
  return jsonAnswer(200, { names: names.length > 0 ? names : null });
}

/** GET /api/functions/NAME/logs/POD: text. Follows unless `follow=false`. */
export function readLogs(dashboard: Dashboard, request: LabRequest, name: string, pod: string): LabAnswer {
  const namespace = namespaceOf(request, dashboard.world);
  findFunction(dashboard.world, namespace, name);
  if (!podNames(dashboard, namespace, name).includes(pod)) throw new DashboardError(400, `${pod} replica does not belong to function ${name}`);
  const { searchParams } = request.url;
  const container = searchParams.get('containerName') ?? 'nuclio';
  const lines = dashboard.world.answers.log({ namespace, pod, container, previous: false }) ?? [];
  const tail = Number(searchParams.get('tailLines') ?? lines.length);
  const body = lines
    .slice(Math.max(0, lines.length - tail))
    .map(({ line }) => `${line}\n`)
    .join('');
  const headers = { 'content-type': 'text/plain' };
  if (searchParams.get('follow') === 'false') return { status: 200, headers, body };
  return { status: 200, headers, body, follow: (write) => dashboard.world.answers.follow({ namespace, pod, container }, ({ line }) => write(`${line}\n`)) };
}

function podNames({ world }: Dashboard, namespace: string, name: string): string[] {
  return world.store
    .list('v1/Pod', namespace)
    .filter((pod) => pod.metadata.labels?.['nuclio.io/function-name'] === name && !pod.metadata.deletionTimestamp)
    .map((pod) => pod.metadata.name);
}
