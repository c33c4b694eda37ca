import type { LabAnswer, LabRequest } from '../http/start-http-server';
import { type Dashboard, findFunction, isOn, namespaceOf, nanoseconds } from './dashboard';
import { DashboardError, parseBody } from './dashboard-error';
import { DASHBOARD, FUNCTION } from './function-states';
import { asJson, typedSpec } from './typed-spec';

/** PATCH /api/functions/NAME: only the wanted state. Works from every state; neither rebuilds nor restarts pods. */
export function patchFunction(dashboard: Dashboard, request: LabRequest, name: string): LabAnswer {
  const { desiredState } = parseBody(request.body, 'Failed to parse JSON body');
  if (desiredState === undefined) return { status: 204 };
  const namespace = namespaceOf(request, dashboard.world);
  const found = findFunction(dashboard.world, namespace, name);
  const state = asJson(found.status).state;
  if (isOn(request, 'x-nuclio-imported-function-only') && state !== 'imported') return { status: 202 };
  if (desiredState === 'ready') {
    if (!asJson(found.spec).image) throw new DashboardError(412, 'No image field in function config spec, unable to redeploy');
    return redeploy(dashboard, namespace, name, 'waitingForResourceConfiguration');
  }
  if (desiredState !== 'scaledToZero') throw new DashboardError(400, `Unsupported desired state in patch request: ${String(desiredState)}`);
  const { minReplicas } = asJson(found.spec);
  // Read without looking whether it is there: the handler panics, the dashboard lives on.
  if (minReplicas === undefined) throw new DashboardError(500, '');
  if (Number(minReplicas) > 0) throw new DashboardError(412, 'Cannot scale to zero a function with non-zero min replicas');
  return redeploy(dashboard, namespace, name, 'waitingForScaleResourceToZero');
}

/** What the controller reacts to. An old message stays until it has. */
function redeploy(dashboard: Dashboard, namespace: string, name: string, state: string): LabAnswer {
  dashboard.world.store.change(FUNCTION, namespace, name, DASHBOARD, (draft) => {
    const { 'skip-build': _build, 'skip-deploy': _deploy, ...annotations } = draft.metadata.annotations ?? {};
    draft.metadata.annotations = { ...annotations, 'nuclio.io/force-update': nanoseconds(dashboard) };
    const { scaleToZero: _scale, ...status } = asJson(draft.status);
    // Empty lists are left out of whatever Nuclio writes.
    const kept = Object.entries(status).filter(([, value]) => !Array.isArray(value) || value.length > 0);
    draft.spec = typedSpec(asJson(draft.spec));
    draft.status = { ...Object.fromEntries(kept), state };
  });
  return { status: 202 };
}
