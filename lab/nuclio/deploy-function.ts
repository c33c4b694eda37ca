import type { LabAnswer, LabRequest } from '../http/start-http-server';
import type { LabObject } from '../world/object-store';
import { type Dashboard, header, namespaceOf, nanoseconds, registryOf } from './dashboard';
import { DashboardError, parseBody } from './dashboard-error';
import { openDeployLog } from './deploy-log';
import { followDeploy } from './follow-deploy';
import { checkFunctionName, checkObjectName } from './function-name';
import { DASHBOARD, FUNCTION, isProvisioning, PROJECT, PROJECT_LABEL } from './function-states';
import { startBuild } from './run-build';
import { asJson, enrichedSpec, needsBuild } from './typed-spec';
import { NO_CREATION_STATE } from './wait-for-action';

type Json = Record<string, unknown>;

interface Wanted {
  readonly name: string;
  readonly namespace: string;
  readonly metadata: Json;
  readonly spec: Json;
}

/** POST /api/functions: a new function. Answers as soon as the custom resource is written: 202, whatever becomes of it. */
export function createFunction(dashboard: Dashboard, request: LabRequest): LabAnswer {
  const wanted = readWanted(dashboard, request);
  const { store } = dashboard.world;
  checkProject(dashboard, wanted.namespace, projectOf(request, wanted.metadata));
  if (store.get(FUNCTION, wanted.namespace, wanted.name)) throw new DashboardError(409, 'Cannot create two functions with the same name');
  deploy(dashboard, request, wanted, undefined);
  return { status: 202 };
}

/** PUT /api/functions/NAME: replaces the whole spec. The name in the path is ignored, and a function that is not there is created. */
export function updateFunction(dashboard: Dashboard, request: LabRequest): LabAnswer {
  const wanted = readWanted(dashboard, request);
  const existing = dashboard.world.store.get(FUNCTION, wanted.namespace, wanted.name);
  checkProject(dashboard, wanted.namespace, projectOf(request, wanted.metadata));
  if (existing && isProvisioning(asJson(existing.status).state as string | undefined)) {
    throw new DashboardError(412, 'Function cannot be updated when existing function is being provisioned');
  }
  const version = wanted.metadata.resourceVersion;
  if (existing && version && version !== existing.metadata.resourceVersion) throw new DashboardError(409, 'Function resource version is stale');
  deploy(dashboard, request, wanted, existing);
  return { status: 202 };
}

function readWanted({ world }: Dashboard, request: LabRequest): Wanted {
  const body = parseBody(request.body);
  const metadata = asJson(body.metadata);
  const name = checkFunctionName(metadata.name);
  const namespace = typeof metadata.namespace === 'string' && metadata.namespace ? metadata.namespace : namespaceOf(request, world);
  return { name, namespace, metadata, spec: asJson(body.spec) };
}

/** The header wins over the label; a function of neither belongs to `default`. */
function projectOf(request: LabRequest, metadata: Json): string {
  const label = asJson(metadata.labels)[PROJECT_LABEL];
  return header(request, 'x-nuclio-project-name') ?? (typeof label === 'string' && label ? label : 'default');
}

function checkProject({ world }: Dashboard, namespace: string, project: string): void {
  if (!world.store.get(PROJECT, namespace, project)) throw new DashboardError(412, 'Project does not exist');
}

/**
 * Writes the custom resource: `building` first, and a moment later `waitingForResourceConfiguration` when there is an image to run; from there on it is the
 * controller's. While an image is being built the resource has none, so a rebuild that never ends has lost the way back.
 */
function deploy(dashboard: Dashboard, request: LabRequest, wanted: Wanted, existing: LabObject | undefined): void {
  const { world } = dashboard;
  const { name, namespace, spec } = wanted;
  const { minReplicas, maxReplicas } = spec as { minReplicas?: number; maxReplicas?: number };
  if (minReplicas !== undefined && maxReplicas !== undefined && minReplicas > maxReplicas)
    throw new DashboardError(400, 'Min replicas must be less than or equal to max replicas');
  if (!existing && asJson(spec.build).mode === 'neverBuild') throw new DashboardError(500, 'Non existing function cannot be created with neverBuild mode');
  const build = needsBuild(spec);
  const image = spec.image ?? asJson(existing?.spec).image;
  if (!build && !image) {
    const bare = Object.keys(spec).length === 0;
    throw new DashboardError(500, bare ? NO_CREATION_STATE : NOTHING_TO_RUN);
  }
  checkObjectName(name);

  const labels = existing?.metadata.labels ?? {
    ...(asJson(wanted.metadata.labels) as Record<string, string>),
    [PROJECT_LABEL]: projectOf(request, wanted.metadata),
  };
  const annotations = asJson(wanted.metadata.annotations) as Record<string, string>;
  const { image: _image, imageHash: _hash, ...rest } = enrichedSpec(spec, registryOf(dashboard));
  const kept = build ? {} : { image, imageHash: nanoseconds(dashboard) };
  const { internalInvocationUrls } = asJson(existing?.status);
  world.store.put(
    {
      apiVersion: 'nuclio.io/v1beta1',
      kind: 'NuclioFunction',
      metadata: { ...existing?.metadata, name, namespace, labels, annotations },
      spec: { ...rest, ...kept },
      status: { state: 'building', ...(internalInvocationUrls ? { internalInvocationUrls } : {}) },
    },
    DASHBOARD,
  );
  const log = openDeployLog(dashboard, namespace, name);
  log.add({ message: 'Deploying function', name });
  if (build) startBuild(dashboard, namespace, name, log);
  else {
    log.add({ message: 'Skipping build', name });
    const starts = world.nuclio.dashboardStarts;
    world.timers.after(SKIP_BUILD_MS, () => {
      const fresh = asJson(world.store.get(FUNCTION, namespace, name)?.spec).imageHash === kept.imageHash;
      if (!fresh || dashboard.isGone(starts)) return;
      world.store.change(FUNCTION, namespace, name, DASHBOARD, (draft) => {
        if (draft.status.state === 'building') draft.status.state = 'waitingForResourceConfiguration';
      });
    });
  }
  followDeploy(dashboard, namespace, name, log);
}

/** How long a function with an image is `building`: Nuclio writes it in two goes. */
const SKIP_BUILD_MS = 150;
const NOTHING_TO_RUN = 'Function must have either spec.build.path,spec.build.functionSourceCode, spec.build.image or spec.image set in order to create';
