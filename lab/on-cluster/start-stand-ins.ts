import { startNuclioController } from '../behaviour/nuclio-controller';
import { answerRequest as answerCvat } from '../cvat/answer-request';
import { createSessions } from '../cvat/authenticate';
import { type LabAnswer, type RunningServer, startHttpServer } from '../http/start-http-server';
import { answerRequest as answerNuclio } from '../nuclio/answer-request';
import { createDashboard } from '../nuclio/dashboard';
import { DashboardError, errorAnswer } from '../nuclio/dashboard-error';
import { FUNCTION, isProvisioning } from '../nuclio/function-states';
import { ClusterRefusal, connectAccess } from './cluster-access';
import { createClusterWorld } from './cluster-world';
import type { MirrorStore } from './mirror-store';
import { takeTurns } from './take-turns';

export interface StandInOptions {
  readonly kubeconfig: string;
  readonly namespace: string;
  readonly release: string;
  /** 0 = any free port. */
  readonly cvatPort: number;
  readonly nuclioPort: number;
  /** What CVAT says of itself; default: the tag of the server's image. */
  readonly cvatVersion?: string;
}

export interface StandIns {
  readonly cvat: string;
  readonly nuclio: string;
  close(): Promise<void>;
}

/** How often the controller looks at the functions; while one is at work, at everything. */
const LOOK_MS = 500;

/**
 * Stand-ins for CVAT's server and for Nuclio's dashboard and controller on a real cluster: the lab's logic, as recorded of Nuclio 1.14.1, with the API
 * server's objects in place of the lab's own. They write what the real ones write, and fail when the API server is away, as the real ones do.
 */
export async function startStandIns(options: StandInOptions): Promise<StandIns> {
  const { namespace, release } = options;
  const access = connectAccess(options.kubeconfig);
  const { world, store } = createClusterWorld(access, { namespace, release });
  const turns = takeTurns();
  await store.refresh();
  world.cvat.version = options.cvatVersion ?? serverVersion(store, release) ?? world.cvat.version;
  const dashboard = createDashboard(world);
  const sessions = createSessions(world);
  startNuclioController(world);

  const served = (answer: () => LabAnswer) =>
    turns.run(async () => {
      // What the controller has still to write is not this request's to fail of.
      await store.settle().catch(() => undefined);
      await store.refresh();
      const found = answer();
      await store.settle();
      return found;
    });
  const nuclio = await startHttpServer({
    ...{ clock: world.clock, port: options.nuclioPort, isDown: () => false },
    answer: (request) => served(() => answerNuclio(dashboard, request)).catch(inNuclioWords),
  });
  const cvat = await startHttpServer({
    ...{ clock: world.clock, port: options.cvatPort, isDown: () => false },
    answer: (request) =>
      isAboutObjects(request.url.pathname) ? served(() => answerCvat(world, sessions, request)).catch(inCvatWords) : answerCvat(world, sessions, request),
  });
  const looking = setInterval(() => {
    if (!turns.isBusy) void turns.run(() => look(store)).catch(() => undefined);
  }, LOOK_MS);

  return {
    cvat: cvat.url,
    nuclio: nuclio.url,
    async close() {
      clearInterval(looking);
      await Promise.all([cvat, nuclio].map((server: RunningServer) => server.close()));
      await turns.idle();
      access.close();
    },
  };
}

/** One round of the controller: what it decided since goes out, then it is shown what has changed. */
async function look(store: MirrorStore): Promise<void> {
  await store.settle();
  await store.refresh([FUNCTION]);
  const atWork = store.list(FUNCTION).some(({ status }) => isProvisioning(status?.state));
  if (atWork) await store.refresh();
}

/** The others are answered from memory: CVAT's health and its list of storages do not depend on the API server. */
function isAboutObjects(path: string): boolean {
  return path.startsWith('/api/lambda/');
}

function serverVersion(store: MirrorStore, release: string): string | undefined {
  const server = store.get('apps/v1/Deployment', undefined, `${release}-backend-server`);
  const [container] = (server?.spec?.template?.spec?.containers ?? []) as { image?: string }[];
  return /:v?(\d+\.\d+\.\d+)$/.exec(container?.image ?? '')?.[1];
}

/** The dashboard hands the API server's refusals on; what it could not reach is a 500 of its own. */
function inNuclioWords(error: unknown): LabAnswer {
  if (error instanceof ClusterRefusal && error.status === 409) return errorAnswer(new DashboardError(409, 'Function resource version is stale'));
  return errorAnswer(new DashboardError(500, error instanceof Error ? error.message : 'internal'));
}

function inCvatWords(error: unknown): LabAnswer {
  return { status: 500, headers: { 'content-type': 'text/plain' }, body: error instanceof Error ? error.message : 'internal' };
}
