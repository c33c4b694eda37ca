import { type RunningServer, startHttpServer } from '../http/start-http-server';
import type { LabWorld } from '../world/world';
import { answerRequest } from './answer-request';
import { createDashboard } from './dashboard';
import { waitForAction } from './wait-for-action';

/**
 * Nuclio's dashboard on the lab's world, as 1.14 answers and (but for the version it tells) 1.15: it writes NuclioFunctions and leaves what follows to
 * the simulated controller. While `world.nuclio.dashboardDown`, connections are refused; what only its process knew is lost then.
 */
export function startNuclioDashboard(world: LabWorld, port: number): Promise<RunningServer> {
  const dashboard = createDashboard(world);
  return startHttpServer({
    clock: world.clock,
    port,
    answer: (request) => waitForAction(dashboard, request, answerRequest(dashboard, request)),
    isDown: () => {
      if (world.nuclio.dashboardDown) dashboard.logs.clear();
      return world.nuclio.dashboardDown;
    },
  });
}
