import type { LabAnswer, LabRequest } from '../http/start-http-server';
import { type Dashboard, isOn, namespaceOf } from './dashboard';
import { DashboardError, parseBody } from './dashboard-error';
import { API_GATEWAY, FUNCTION, isProvisioning } from './function-states';
import { asJson } from './typed-spec';

/** DELETE /api/functions, the name in the body. Removes the custom resource only: what belongs to it is the controller's to clean up. */
export function deleteFunction(dashboard: Dashboard, request: LabRequest): LabAnswer {
  const { store } = dashboard.world;
  const { name, namespace: named, resourceVersion } = asJson(parseBody(request.body).metadata);
  if (typeof name !== 'string' || !name) throw new DashboardError(400, 'Function name must be provided in metadata');
  const namespace = typeof named === 'string' && named ? named : namespaceOf(request, dashboard.world);
  const found = store.get(FUNCTION, namespace, name);
  if (!found) return { status: 204 };
  if (resourceVersion && resourceVersion !== found.metadata.resourceVersion) throw new DashboardError(409, 'Function resource version is stale');
  const state = asJson(found.status).state as string | undefined;
  if (isProvisioning(state) && !isOn(request, 'x-nuclio-delete-function-ignore-state-validation')) {
    throw new DashboardError(412, 'Function is being provisioned and cannot be deleted');
  }
  const gateways = gatewaysOf(dashboard, namespace, name);
  if (gateways.length > 0 && !isOn(request, 'x-nuclio-delete-function-with-api-gateways')) throw new DashboardError(412, 'Function is used by api gateways');
  for (const gateway of gateways) store.remove(API_GATEWAY, namespace, gateway);
  store.remove(FUNCTION, namespace, name);
  dashboard.logs.delete(`${namespace}/${name}`);
  return { status: 204 };
}

/** Names of the API gateways that lead to the function. */
export function gatewaysOf({ world }: Dashboard, namespace: string, name: string): string[] {
  return world.store
    .list(API_GATEWAY, namespace)
    .filter((gateway) => (asJson(gateway.spec).upstreams as unknown[] | undefined)?.some((upstream) => asJson(asJson(upstream).nucliofunction).name === name))
    .map((gateway) => gateway.metadata.name);
}
