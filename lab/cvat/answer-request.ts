import { randomUUID } from 'node:crypto';
import type { LabAnswer, LabRequest } from '../http/start-http-server';
import type { LabWorld } from '../world/world';
import type { Sessions } from './authenticate';
import { cloudStorageStatus, getCloudStorage, listCloudStorages } from './cloud-storages';
import { crashed, cvatJson, noPage, refusal } from './cvat-answer';
import { healthAnswer, PERMISSIONS, WORKING } from './health';
import { callLambdaFunction, getLambdaFunction, listLambdaFunctions } from './lambda-functions';
import { createLambdaRequest, deleteLambdaRequest, getLambdaRequest, listLambdaRequests } from './lambda-requests';
import { FORMATS, JOBS, PROJECTS, TASKS, USER } from './library';
import { paginated } from './pagination';

type Handler = (world: LabWorld, request: LabRequest, id: string) => LabAnswer;

/** Pattern of the path → what each method does, for whoever is logged in. */
const ROUTES: readonly (readonly [RegExp, Readonly<Record<string, Handler>>])[] = [
  [/^\/api\/lambda\/functions$/, { GET: listLambdaFunctions }],
  [/^\/api\/lambda\/functions\/([^/]+)$/, { GET: (world, _, id) => getLambdaFunction(world, id), POST: callLambdaFunction }],
  [/^\/api\/lambda\/requests$/, { GET: listLambdaRequests, POST: createLambdaRequest }],
  [/^\/api\/lambda\/requests\/([^/]+)$/, { GET: (world, _, id) => getLambdaRequest(world, id), DELETE: (world, _, id) => deleteLambdaRequest(world, id) }],
  [/^\/api\/cloudstorages$/, { GET: listCloudStorages }],
  [/^\/api\/cloudstorages\/([^/]+)$/, { GET: (world, _, id) => getCloudStorage(world, id) }],
  [/^\/api\/cloudstorages\/([^/]+)\/status$/, { GET: (world, _, id) => cloudStorageStatus(world, id) }],
  [/^\/api\/projects$/, { GET: (_, request) => paginated(PROJECTS, request) }],
  [/^\/api\/projects\/([^/]+)$/, { GET: (_, __, id) => one(PROJECTS, id) }],
  [/^\/api\/tasks$/, { GET: (_, request) => paginated(filtered(TASKS, request, 'project_id'), request) }],
  [/^\/api\/tasks\/([^/]+)$/, { GET: (_, __, id) => one(TASKS, id) }],
  [/^\/api\/jobs$/, { GET: (_, request) => paginated(filtered(JOBS, request, 'task_id'), request) }],
  [/^\/api\/jobs\/([^/]+)$/, { GET: (_, __, id) => one(JOBS, id) }],
  [/^\/api\/users$/, { GET: (_, request) => paginated([USER], request) }],
  [/^\/api\/organizations$/, { GET: (_, request) => paginated([], request) }],
  [/^\/api\/requests$/, { GET: (_, request) => paginated([], request) }],
  [/^\/api\/server\/annotation\/formats$/, { GET: () => cvatJson(200, { importers: FORMATS, exporters: FORMATS }) }],
  [/^\/api\/users\/self$/, { GET: () => cvatJson(200, USER) }],
  [/^\/api\/server\/plugins$/, { GET: () => cvatJson(200, { GIT_INTEGRATION: false, ANALYTICS: true, MODELS: true, PREDICT: false }) }],
];

/** CVAT's REST API on the lab's world. */
export function answerRequest(world: LabWorld, sessions: Sessions, request: LabRequest): LabAnswer {
  const answer = route(world, sessions, request);
  return { ...answer, headers: { ...answer.headers, 'x-request-id': randomUUID() } };
}

function route(world: LabWorld, sessions: Sessions, request: LabRequest): LabAnswer {
  const { pathname } = request.url;
  // Not part of the REST framework: no token, its own media types, and only with its slash.
  if (pathname === '/api/server/health/') return healthAnswer(world, request);
  const path = pathname.replace(/(.)\/$/, '$1');
  if (!acceptsCvat(request)) return refusal(406, 'Could not satisfy the request Accept header.');
  if (path === '/api/server/about') return request.method === 'GET' ? about(world) : notAllowed(request);
  if (path === '/api/auth/login') return request.method === 'POST' ? sessions.login(request) : notAllowed(request);
  if (path === '/api/auth/logout') return request.method === 'POST' ? sessions.logout(request) : notAllowed(request);
  for (const [pattern, methods] of ROUTES) {
    const found = pattern.exec(path);
    if (!found) continue;
    const refused = sessions.refuse(request);
    if (refused) return refused;
    // Every permission is asked of OPA: without it nobody who is logged in gets anything.
    if ((world.cvat.health[PERMISSIONS] ?? WORKING) !== WORKING) return crashed();
    const handler = methods[request.method];
    return handler ? handler(world, request, decodeURIComponent(found[1] ?? '')) : notAllowed(request);
  }
  return noPage();
}

function about({ cvat }: LabWorld): LabAnswer {
  return cvatJson(200, {
    name: 'Computer Vision Annotation Tool',
    description: 'Annotation of images and video for computer vision.',
    version: cvat.version,
    logo_url: 'http://cvat.lab.test/static/logo.svg',
    subtitle: '',
  });
}

/** Plain application/json is not among the renderers. */
function acceptsCvat({ headers }: LabRequest): boolean {
  return /\*\/\*|application\/(\*|vnd\.cvat\+json)/.test(String(headers.accept ?? '*/*'));
}

function notAllowed({ method }: LabRequest): LabAnswer {
  return refusal(405, `Method "${method}" not allowed.`);
}

function one(all: readonly { readonly id: number }[], id: string): LabAnswer {
  const found = all.find((item) => String(item.id) === id);
  return found ? cvatJson(200, found) : refusal(404, 'Not found.');
}

function filtered<T extends object>(all: readonly T[], { url }: LabRequest, field: keyof T & string): readonly T[] {
  const wanted = url.searchParams.get(field);
  return wanted === null ? all : all.filter((item) => String(item[field]) === wanted);
}
