import type { LabAnswer, LabRequest } from '../http/start-http-server';
import { asJson } from '../nuclio/typed-spec';
import type { LabCvat, LabWorld } from '../world/world';
import { cvatJson } from './cvat-answer';
import { getLambdaFunction } from './lambda-functions';
import { TASKS } from './library';

type Inference = LabCvat['inference'][number];

const OVER = new Set(['finished', 'failed']);

/** GET /api/lambda/requests: failed ones are never in the list. */
export function listLambdaRequests(world: LabWorld): LabAnswer {
  return cvatJson(200, world.cvat.inference.filter(({ status }) => status !== 'failed').map(shown));
}

/** GET /api/lambda/requests/ID: failed ones too, with their traceback. */
export function getLambdaRequest(world: LabWorld, id: string): LabAnswer {
  const found = world.cvat.inference.find((one) => one.id === id);
  return found ? cvatJson(200, shown(found)) : cvatJson(404, `${id} lambda request is not found`);
}

/** POST /api/lambda/requests: one active request a task. */
export function createLambdaRequest(world: LabWorld, request: LabRequest): LabAnswer {
  const body = parse(request.body);
  const { function: functionId, task } = body;
  if (typeof functionId !== 'string' || typeof task !== 'number') return cvatJson(400, '`task` and `function` are required');
  const known = getLambdaFunction(world, functionId);
  if (known.status !== 200) return known;
  if (!TASKS.some(({ id }) => id === task)) return cvatJson(404, `Task ${task} does not exist`);
  const { inference } = world.cvat;
  const earlier = inference.find((one) => one.task === task);
  if (earlier && !OVER.has(earlier.status)) return cvatJson(409, `Only one running request is allowed for the same task #${task}`);
  const made: Inference = {
    id: `action=autoannotate&target=task&target_id=${task}`,
    functionId,
    task,
    status: 'queued',
    progress: 0,
    enqueuedAt: new Date(world.clock.now()).toISOString(),
    startedAt: undefined,
    error: undefined,
  };
  if (earlier) inference.splice(inference.indexOf(earlier), 1);
  inference.push(made);
  return cvatJson(200, shown(made));
}

/** DELETE /api/lambda/requests/ID: cancels; a running one stops at its next frame. */
export function deleteLambdaRequest(world: LabWorld, id: string): LabAnswer {
  const index = world.cvat.inference.findIndex((one) => one.id === id);
  if (index < 0) return cvatJson(404, `${id} lambda request is not found`);
  world.cvat.inference.splice(index, 1);
  return { status: 204 };
}

function shown(one: Inference) {
  return {
    id: one.id,
    function: { id: one.functionId, task: one.task, threshold: null },
    // A deferred one is shown as queued.
    status: one.status === 'deferred' ? 'queued' : one.status,
    progress: one.progress,
    enqueued: one.enqueuedAt,
    started: one.startedAt ?? null,
    ended: null,
    exc_info: one.error ?? null,
  };
}

function parse(text: string): Record<string, unknown> {
  try {
    return asJson(JSON.parse(text));
  } catch {
    return {};
  }
}
