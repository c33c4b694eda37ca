import type { LabAnswer, LabRequest } from '../http/start-http-server';
import { type Dashboard, isOn, namespaceOf } from './dashboard';
import { asJson } from './typed-spec';

/** How long Nuclio waits for a function that it can neither build nor run to show a state. */
const CREATION_MS = 60_000;
export const NO_CREATION_STATE = 'Timed out waiting for creation state to be set';

/**
 * Holds an answer back as long as the real dashboard does: with `x-nuclio-wait-function-action` until the deploy is over, however it ended. The answer
 * stays what it was.
 */
export async function waitForAction(dashboard: Dashboard, request: LabRequest, answer: LabAnswer): Promise<LabAnswer> {
  const { clock } = dashboard.world;
  if (answer.body?.includes(NO_CREATION_STATE)) await clock.sleep(CREATION_MS);
  if (answer.status !== 202 || request.method === 'PATCH' || !isOn(request, 'x-nuclio-wait-function-action')) return answer;
  const { name, namespace } = asJson(asJson(JSON.parse(request.body)).metadata);
  const key = `${namespace || namespaceOf(request, dashboard.world)}/${name}`;
  await new Promise<void>((done) => dashboard.waiting.set(key, [...(dashboard.waiting.get(key) ?? []), done]));
  return answer;
}
