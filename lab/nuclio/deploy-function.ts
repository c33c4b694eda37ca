import type { LabAnswer, LabRequest } from '../http/start-http-server';
import type { LabObject } from '../world/object-store';
import { type Dashboard, header, namespaceOf, nanoseconds, registryOf } from './dashboard';
import { DashboardError, parseBody } from './dashboard-error';
import { checkFunctionName, checkObjectName } from './function-name';
import { DASHBOARD, FUNCTION, isProvisioning, PROJECT, PROJECT_LABEL } from './function-states';
import { startBuild } from './run-build';
import { asJson, enrichedSpec, needsBuild } from './typed-spec';

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
 * Writes the custom resource: `building` first, and at once `waitingForResourceConfiguration` when there is an image to run; from there on it is the
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
    // The real one waits a minute before it says the first.
    const bare = Object.keys(spec).length === 0;
    throw new DashboardError(500, bare ? 'Timed out waiting for creation state to be set' : NOTHING_TO_RUN);
  }
  checkObjectName(name);

  const labels = existing?.metadata.labels ?? {
    ...(asJson(wanted.metadata.labels) as Record<string, string>),
    [PROJECT_LABEL]: projectOf(request, wanted.metadata),
  };
  const annotations = asJson(wanted.metadata.annotations) as Record<string, string>;
  const { image: _image, imageHash: _hash, ...rest } = enrichedSpec(spec, registryOf(dashboard));
  const kept = build ? {} : { image };
  const { message: _message, ...status } = asJson(existing?.status);
  world.store.put(
    {
      apiVersion: 'nuclio.io/v1beta1',
      kind: 'NuclioFunction',
      metadata: { ...existing?.metadata, name, namespace, labels, annotations },
      spec: { ...rest, ...kept, imageHash: nanoseconds(dashboard) },
      status: { ...status, state: 'building' },
    },
    DASHBOARD,
  );
  dashboard.logs.set(`${namespace}/${name}`, deployLog(dashboard, name, build));
  if (build) startBuild(dashboard, namespace, name);
  else {
    world.store.change(FUNCTION, namespace, name, DASHBOARD, (draft) => {
      draft.status.state = 'waitingForResourceConfiguration';
    });
  }
}

const NOTHING_TO_RUN = 'Function must have either spec.build.path,spec.build.functionSourceCode, spec.build.image or spec.image set in order to create';

function deployLog(dashboard: Dashboard, name: string, build: boolean) {
  const requestID = `lab/dashboard-${String(dashboard.next()).padStart(6, '0')}`;
  const line = (message: string) => ({ level: 'info', message, name, requestID, time: dashboard.world.clock.now() });
  return [line('Deploying function'), line(build ? 'Building' : 'Skipping build')];
}
