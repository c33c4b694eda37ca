import { jsonAnswer, type LabAnswer, type LabRequest } from '../http/start-http-server';
import { API_GATEWAYS, createResource, getResource, listResources, PROJECTS } from './custom-resources';
import type { Dashboard } from './dashboard';
import { DashboardError, errorAnswer } from './dashboard-error';
import { deleteFunction } from './delete-function';
import { createFunction, updateFunction } from './deploy-function';
import { frontendSpec } from './frontend-spec';
import { invokeFunction } from './invoke-function';
import { patchFunction } from './patch-function';
import { getFunction, listFunctions, listReplicas, readLogs } from './read-functions';

type Handler = (dashboard: Dashboard, request: LabRequest, ...names: string[]) => LabAnswer;

/** Pattern of the path → what each method does. A known path with another method is 405 without a body, an unknown one Go's text. */
const ROUTES: readonly (readonly [RegExp, Readonly<Record<string, Handler>>])[] = [
  [/^\/api\/functions$/, { GET: listFunctions, POST: createFunction, DELETE: deleteFunction }],
  [/^\/api\/functions\/([^/]+)$/, { GET: getFunction as Handler, PUT: updateFunction, PATCH: patchFunction as Handler }],
  [/^\/api\/functions\/([^/]+)\/replicas$/, { GET: listReplicas as Handler }],
  [/^\/api\/functions\/([^/]+)\/logs\/([^/]+)$/, { GET: readLogs as Handler }],
  [/^\/api\/projects$/, { GET: (dashboard) => listResources(dashboard, PROJECTS), POST: (dashboard, request) => createResource(dashboard, PROJECTS, request) }],
  [/^\/api\/projects\/([^/]+)$/, { GET: (dashboard, _, name = '') => getResource(dashboard, PROJECTS, name) }],
  [
    /^\/api\/api_gateways$/,
    { GET: (dashboard) => listResources(dashboard, API_GATEWAYS), POST: (dashboard, request) => createResource(dashboard, API_GATEWAYS, request) },
  ],
  [/^\/api\/versions$/, { GET: versions }],
  [/^\/api\/frontend_spec$/, { GET: ({ world }) => jsonAnswer(200, frontendSpec(world)) }],
];

/** Nuclio's REST API on the lab's world. */
export function answerRequest(dashboard: Dashboard, request: LabRequest): LabAnswer {
  const path = request.url.pathname.replace(/(.)\/+$/, '$1');
  // A process that was started anew knows nothing of what the one before it did.
  dashboard.isGone(dashboard.world.nuclio.dashboardStarts);
  try {
    if (/^\/api\/function_invocations(\/|$)/.test(path)) return invokeFunction(dashboard.world, request);
    for (const [pattern, methods] of ROUTES) {
      const found = pattern.exec(path);
      if (!found) continue;
      const handler = methods[request.method];
      return handler ? handler(dashboard, request, ...found.slice(1).map(decodeURIComponent)) : { status: 405 };
    }
    return { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: '404 page not found\n' };
  } catch (error) {
    if (error instanceof DashboardError) return errorAnswer(error);
    throw error;
  }
}

function versions({ world }: Dashboard): LabAnswer {
  return jsonAnswer(200, { dashboard: { arch: 'amd64', gitCommit: '', label: world.nuclio.version, os: 'linux' } });
}
