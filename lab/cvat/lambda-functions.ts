import type { LabAnswer, LabRequest } from '../http/start-http-server';
import { invokeFunction } from '../nuclio/invoke-function';
import { asJson } from '../nuclio/typed-spec';
import type { LabWorld } from '../world/world';
import { crashed, cvatJson } from './cvat-answer';
import { serverEnv } from './installation';
import { lambdaFunction } from './lambda-metadata';
import { nuclioFailure, nuclioFunctions } from './nuclio-link';

/** GET /api/lambda/functions: one function that breaks the reading makes the whole list a bare 500. */
export function listLambdaFunctions(world: LabWorld): LabAnswer {
  const failure = nuclioFailure(world, '/api/functions');
  if (failure) return failure;
  const read = nuclioFunctions(world).map(lambdaFunction);
  if (read.some(({ kind }) => kind === 'breaks')) return crashed();
  return cvatJson(
    200,
    read.flatMap((one) => (one.kind === 'listed' ? [one.item] : [])),
  );
}

/** GET /api/lambda/functions/ID. */
export function getLambdaFunction(world: LabWorld, id: string): LabAnswer {
  const failure = nuclioFailure(world, `/api/functions/${id}`);
  if (failure) return failure;
  const document = nuclioFunctions(world).find((one) => asJson(one.metadata).name === id);
  if (!document) return nuclioSaid(world, 404, `/api/functions/${id}`);
  const read = lambdaFunction(document);
  return read.kind === 'listed' ? cvatJson(200, read.item) : crashed();
}

/** POST /api/lambda/functions/ID: one image, through Nuclio's dashboard. How long it would have taken is told in the lab's own header. */
export function callLambdaFunction(world: LabWorld, request: LabRequest, id: string): LabAnswer {
  const known = getLambdaFunction(world, id);
  if (known.status !== 200) return known;
  const namespace = serverEnv(world, 'CVAT_NUCLIO_FUNCTION_NAMESPACE') ?? world.namespace;
  const headers = { 'x-nuclio-function-name': id, 'x-nuclio-function-namespace': namespace, 'x-nuclio-path': '/' };
  const answer = invokeFunction(world, { ...request, headers });
  if (answer.status >= 400) return nuclioSaid(world, answer.status, '/api/function_invocations');
  const done = cvatJson(200, JSON.parse(answer.body ?? 'null'));
  return { ...done, headers: { ...done.headers, 'x-lab-seconds': answer.headers?.['x-lab-seconds'] ?? '' } };
}

/** CVAT hands Nuclio's status on, with its HTTP client's words as a JSON string. */
function nuclioSaid(world: LabWorld, status: number, path: string): LabAnswer {
  const words = status < 500 ? `${status} Client Error: ${status === 404 ? 'Not Found' : 'Bad Request'}` : `${status} Server Error: Internal Server Error`;
  const base = `http://${serverEnv(world, 'CVAT_NUCLIO_HOST') ?? 'nuclio'}:${serverEnv(world, 'CVAT_NUCLIO_PORT') ?? '8070'}`;
  return cvatJson(status, `${words} for url: ${base}${path}`);
}
