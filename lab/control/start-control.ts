import { z } from 'zod';
import { type LabAnswer, type LabRequest, type RunningServer, startHttpServer } from '../http/start-http-server';
import { command } from './control-commands';
import { labPage } from './lab-page';
import { type Lab, labState } from './lab-state';

const json = (status: number, body: unknown): LabAnswer => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});

/** Pages of other origins may not press the lab's buttons. */
function isForeign({ headers }: LabRequest): boolean {
  return headers.origin !== undefined && headers.origin !== 'null' && new URL(headers.origin).host !== headers.host;
}

/** JSON whatever its type is called, since `curl -d` calls everything a form. */
const isForm = ({ body, headers }: LabRequest) => headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true && !body.startsWith('{');

function readBody(request: LabRequest): unknown {
  if (isForm(request)) return Object.fromEntries(new URLSearchParams(request.body));
  return request.body === '' ? {} : JSON.parse(request.body);
}

async function answer(lab: Lab, request: LabRequest): Promise<LabAnswer> {
  const { method, url } = request;
  if (method === 'GET' && url.pathname === '/')
    return {
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'" },
      body: labPage(labState(lab)),
    };
  if (method === 'GET' && url.pathname === '/control/state') return json(200, labState(lab));
  if (method === 'GET' && url.pathname === '/control/requests') return json(200, lab.api.requestLog);
  if (method !== 'POST' || !url.pathname.startsWith('/control/')) return json(404, { error: 'not found' });
  if (isForeign(request)) return json(403, { error: 'foreign origin' });
  try {
    const { status, body } = await command(lab, url.pathname, readBody(request));
    return isForm(request) && status === 200 ? { status: 303, headers: { location: '/' } } : json(status, body);
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError) return json(400, { error: error.message });
    throw error;
  }
}

/** The lab's own page and the commands behind its buttons. */
export function startControl(lab: Lab, port: number): Promise<RunningServer> {
  return startHttpServer({ clock: lab.world.clock, port, answer: (request) => answer(lab, request), isDown: () => false });
}
