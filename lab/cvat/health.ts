import { jsonAnswer, type LabAnswer, type LabRequest } from '../http/start-http-server';
import type { LabWorld } from '../world/world';

export const WORKING = 'working';
export const PERMISSIONS = 'OPAHealthCheck';

/**
 * GET /api/server/health/: 200 when every plugin works, 500 as soon as one fails or only warns, and the same body in both. Other media types than JSON
 * and HTML are 406. Asked without a token.
 */
export function healthAnswer(world: LabWorld, request: LabRequest): LabAnswer {
  const plugins = healthPlugins(world);
  const status = Object.values(plugins).every((words) => words === WORKING) ? 200 : 500;
  const accept = String(request.headers.accept ?? '*/*');
  if (request.url.searchParams.get('format') === 'json' || accept.includes('application/json')) return jsonAnswer(status, plugins);
  if (!/text\/html|\*\/\*/.test(accept))
    return { status: 406, headers: { 'content-type': 'text/plain' }, body: 'Not Acceptable: Supported content types: text/html, application/json' };
  const rows = Object.entries(plugins).map(([name, words]) => `<tr><td>${name}</td><td>${words}</td></tr>`);
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: `<table>${rows.join('')}</table>` };
}

/** CVAT's plugins, sorted as it sorts them. The store's turns red at once when writes are refused. */
function healthPlugins({ cvat, kvrocks }: LabWorld): Record<string, string> {
  return {
    'Cache backend: default': WORKING,
    'Cache backend: media': WORKING,
    DatabaseBackend: WORKING,
    'DatabaseBackend[default]': cvat.health.DatabaseBackend ?? WORKING,
    DiskUsage: WORKING,
    MemoryUsage: WORKING,
    [PERMISSIONS]: WORKING,
    ...cvat.health,
    ...(kvrocks.writeError === undefined ? {} : { 'Cache backend: media': 'unexpected result: Connection Error' }),
  };
}
