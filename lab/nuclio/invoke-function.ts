import { jsonAnswer, type LabAnswer, type LabRequest } from '../http/start-http-server';
import type { LabWorld } from '../world/world';
import { header, namespaceOf } from './dashboard';
import { FUNCTION } from './function-states';
import { inferenceAnswer, inferenceSeconds } from './inference';
import { asJson } from './typed-spec';

/**
 * Any method on /api/function_invocations: every inference of a CVAT on Kubernetes passes here. The state is not looked at: a function with a URL and
 * exactly one Deployment is called. The seconds the model would have taken are told in a header of the lab's own, not waited.
 */
export function invokeFunction(world: LabWorld, request: LabRequest): LabAnswer {
  const name = header(request, 'x-nuclio-function-name');
  if (!name) return jsonAnswer(400, { error: 'Function name must be provided' });
  const namespace = namespaceOf(request, world);
  const found = world.store.get(FUNCTION, namespace, name);
  if (!found) return failed(404, `Function not found: ${name} @ ${namespace}`);
  const deployments = world.store.list('apps/v1/Deployment', namespace).filter((one) => one.metadata.labels?.['nuclio.io/function-name'] === name);
  if (deployments.length !== 1) return failed(500, `Found unexpected number of deployments for function ${name}: ${deployments.length}`);
  const status = asJson(found.status);
  const urls = [status.internalInvocationUrls, status.externalInvocationUrls].flatMap((list) => (Array.isArray(list) ? (list as string[]) : []));
  const wanted = header(request, 'x-nuclio-invoke-url');
  if (wanted && !urls.includes(wanted)) return failed(400, `Invalid function url ${wanted}`);
  const url = wanted ?? urls[0];
  if (!url) return failed(500, 'Invocation URL is required');
  if (!hasReadyPod(world, namespace, name)) {
    return failed(500, `${capitalised(request.method)} 'http://${url}': dial tcp ${serviceAddress(world, namespace, name)}:8080: connect: connection refused`);
  }
  return {
    ...jsonAnswer(200, inferenceAnswer(found)),
    headers: { 'content-type': 'application/json', 'x-lab-seconds': String(inferenceSeconds(world, found)) },
  };
}

function failed(status: number, text: string): LabAnswer {
  return jsonAnswer(status, { error: `Failed to invoke function: ${text}` });
}

function hasReadyPod(world: LabWorld, namespace: string, name: string): boolean {
  return world.store.list('v1/Pod', namespace).some((pod) => {
    if (pod.metadata.labels?.['nuclio.io/function-name'] !== name || pod.metadata.deletionTimestamp) return false;
    const conditions = (asJson(pod.status).conditions ?? []) as { type: string; status: string }[];
    return conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
  });
}

function serviceAddress(world: LabWorld, namespace: string, name: string): string {
  return String(asJson(world.store.get('v1/Service', namespace, `nuclio-${name}`)?.spec).clusterIP ?? '10.43.0.0');
}

function capitalised(method: string): string {
  return method.charAt(0) + method.slice(1).toLowerCase();
}
