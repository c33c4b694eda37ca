import { jsonAnswer, type LabAnswer, type LabRequest } from '../http/start-http-server';
import { SERVER_NODE } from '../world/identity';
import { isServing } from '../world/is-serving';
import type { LabWorld } from '../world/world';

const WORKING = 'working';
/** Filled above this, the node's disk fails the check and locks every user out. */
const DISK_LIMIT_PERCENT = 90;

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

/** What the plugins say of this world; `world.cvat.health` has the last word. */
function healthPlugins(world: LabWorld): Record<string, string> {
  const { release, kvrocks } = world;
  const store = isServing(world, 'StatefulSet', `${release}-kvrocks`) && kvrocks.writeError === undefined;
  const redis = isServing(world, 'StatefulSet', `${release}-redis-master`);
  const database = isServing(world, 'StatefulSet', `${release}-postgresql`) ? WORKING : 'unavailable: Database error';
  return {
    'Cache backend: default': redis ? WORKING : 'unexpected result: Connection Error',
    'Cache backend: media': store ? WORKING : 'unexpected result: Connection Error',
    DatabaseBackend: database,
    'DatabaseBackend[default]': database,
    DiskUsage: diskUsage(world),
    MemoryUsage: WORKING,
    OPAHealthCheck: isServing(world, 'Deployment', `${release}-opa`)
      ? WORKING
      : "unknown error: HTTPConnectionPool(host='opa', port=8181): Max retries exceeded with url: /health?bundles (Caused by NewConnectionError('Connection refused'))",
    ...world.cvat.health,
  };
}

/** The disk of the node the server runs on, not a claim. */
function diskUsage(world: LabWorld): string {
  const disk = world.nodeFs.get(SERVER_NODE);
  const percent = disk ? (disk.usedBytes / disk.capacityBytes) * 100 : 0;
  return percent > DISK_LIMIT_PERCENT ? `warning: ${world.release}-backend-server ${percent.toFixed(1)}% disk usage exceeds ${DISK_LIMIT_PERCENT}%` : WORKING;
}
