import { randomUUID } from 'node:crypto';
import type { LabAnswer, LabRequest } from '../http/start-http-server';
import type { LabWorld } from '../world/world';
import { cvatJson, refusal } from './cvat-answer';
import { isAtLeast } from './installation';

/** The lab's one account. Nothing secret: the whole installation is made up. */
export const LAB_USER = { username: 'admin', password: 'made-up-admin-password' };

const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

export interface Sessions {
  /** POST /api/auth/login: a key for `Token` and a session cookie. */
  login(request: LabRequest): LabAnswer;
  /** POST /api/auth/logout: the session is no more. */
  logout(request: LabRequest): LabAnswer;
  /** Undefined when the request carries valid credentials, otherwise why not. */
  refuse(request: LabRequest): LabAnswer | undefined;
}

/** Ways into CVAT: legacy key (`Token`), access token (`Bearer`, from 2.48), basic, session with CSRF. */
export function createSessions(world: LabWorld): Sessions {
  const sessions = new Map<string, string>();

  function login(request: LabRequest): LabAnswer {
    const { username, password } = fields(request.body);
    if (username !== LAB_USER.username || password !== LAB_USER.password) {
      return cvatJson(400, { non_field_errors: ['Unable to log in with provided credentials.'] });
    }
    const [sessionId, csrf] = [randomUUID(), randomUUID()];
    sessions.set(sessionId, csrf);
    const answer = cvatJson(200, { key: world.cvat.token });
    // CVAT's own client takes the token for its writes from the cookie, others from the header.
    const cookies = [`sessionid=${sessionId}; Path=/; HttpOnly; SameSite=Lax`, `csrftoken=${csrf}; Path=/; SameSite=Lax`];
    return { ...answer, headers: { ...answer.headers, 'set-cookie': cookies, 'x-csrftoken': csrf } };
  }

  function logout(request: LabRequest): LabAnswer {
    const sessionId = sessionIn(request);
    if (sessionId !== undefined) sessions.delete(sessionId);
    const gone = ['sessionid', 'csrftoken'].map((name) => `${name}=""; Path=/; Max-Age=0`);
    const answer = cvatJson(200, { detail: 'Successfully logged out.' });
    return { ...answer, headers: { ...answer.headers, 'set-cookie': gone } };
  }

  function refuse(request: LabRequest): LabAnswer | undefined {
    const given = request.headers.authorization;
    if (given !== undefined) return isAccepted(world, given) ? undefined : unauthorised('Invalid token.');
    const sessionId = sessionIn(request);
    const csrf = sessionId === undefined ? undefined : sessions.get(sessionId);
    if (csrf === undefined) return unauthorised('Authentication credentials were not provided.');
    if (UNSAFE.has(request.method) && request.headers['x-csrftoken'] !== csrf) return refusal(403, 'CSRF Failed: CSRF token missing.');
    return undefined;
  }

  return { login, logout, refuse };
}

function sessionIn({ headers }: LabRequest): string | undefined {
  return /(?:^|;\s*)sessionid=([^;]+)/.exec(headers.cookie ?? '')?.[1];
}

function isAccepted(world: LabWorld, authorization: string): boolean {
  const [scheme, value] = authorization.split(/\s+/, 2);
  if (scheme === 'Token') return value === world.cvat.token;
  if (scheme === 'Bearer') return isAtLeast(world.cvat.version, [2, 48]) && value === world.cvat.token;
  return scheme === 'Basic' && Buffer.from(value ?? '', 'base64').toString() === `${LAB_USER.username}:${LAB_USER.password}`;
}

function unauthorised(detail: string): LabAnswer {
  const answer = refusal(401, detail);
  return { ...answer, headers: { ...answer.headers, 'www-authenticate': 'Token' } };
}

function fields(body: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body);
    return parsed && typeof parsed === 'object' ? (parsed as Record<string, unknown>) : {};
  } catch {
    return Object.fromEntries(new URLSearchParams(body));
  }
}
