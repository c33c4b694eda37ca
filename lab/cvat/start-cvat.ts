import { type RunningServer, startHttpServer } from '../http/start-http-server';
import { isServing } from '../world/is-serving';
import type { LabWorld } from '../world/world';
import { answerRequest } from './answer-request';
import { createSessions } from './authenticate';

/**
 * CVAT's server on the lab's world. Nothing listens while `world.cvat.down` or while its Deployment has no ready pod: what its own workloads, Nuclio, the
 * store and the object storage are in shows in the answers.
 */
export function startCvat(world: LabWorld, port: number): Promise<RunningServer> {
  const sessions = createSessions(world);
  return startHttpServer({
    clock: world.clock,
    port,
    answer: (request) => answerRequest(world, sessions, request),
    isDown: () => world.cvat.down || !isServing(world, 'Deployment', `${world.release}-backend-server`),
  });
}
