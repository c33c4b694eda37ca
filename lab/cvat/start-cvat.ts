import { type RunningServer, startHttpServer } from '../http/start-http-server';
import type { LabWorld } from '../world/world';
import { answerRequest } from './answer-request';
import { createSessions } from './authenticate';

/**
 * CVAT's server on the lab's world: what its functions, Nuclio, the store and the object storage are in shows in the answers. While `world.cvat.down`
 * nothing listens.
 */
export function startCvat(world: LabWorld, port: number): Promise<RunningServer> {
  const sessions = createSessions(world);
  return startHttpServer({
    clock: world.clock,
    port,
    answer: (request) => answerRequest(world, sessions, request),
    isDown: () => world.cvat.down,
  });
}
