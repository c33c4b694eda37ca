import type { LabAnswer } from '../http/start-http-server';
import { functionDocument } from '../nuclio/function-document';
import { FUNCTION, PROJECT_LABEL } from '../nuclio/function-states';
import type { LabWorld } from '../world/world';
import { cvatJson } from './cvat-answer';
import { hasPort, serverEnv, serviceOf } from './installation';

/** Whether CVAT's server reaches Nuclio's dashboard by the address in its environment: otherwise the answer it gives its own callers. */
export function nuclioFailure(world: LabWorld, path: string): LabAnswer | undefined {
  const host = serverEnv(world, 'CVAT_NUCLIO_HOST') ?? 'nuclio';
  const port = serverEnv(world, 'CVAT_NUCLIO_PORT') ?? '8070';
  if (host.includes(':')) return cvatJson(500, `Failed to parse: http://${host}:${port}${path}`);
  const service = serviceOf(world, host);
  const pool = `HTTPConnectionPool(host='${host}', port=${port}): Max retries exceeded with url: ${path} (Caused by NewConnectionError: `;
  if (!service) return cvatJson(503, `${pool}Failed to establish a new connection: [Errno -2] Name or service not known)`);
  const refused = !hasPort(service, Number(port)) || world.nuclio.dashboardDown;
  return refused ? cvatJson(503, `${pool}Failed to establish a new connection: [Errno 111] Connection refused)`) : undefined;
}

/** The functions of Nuclio's project `cvat` in the namespace CVAT was told, as the dashboard lists them. */
export function nuclioFunctions(world: LabWorld): Record<string, unknown>[] {
  const namespace = serverEnv(world, 'CVAT_NUCLIO_FUNCTION_NAMESPACE') ?? 'nuclio';
  return world.store
    .list(FUNCTION, namespace)
    .filter((object) => object.metadata.labels?.[PROJECT_LABEL] === 'cvat')
    .map((object) => functionDocument(object, undefined));
}
