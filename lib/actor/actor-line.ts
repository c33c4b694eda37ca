import 'server-only';
import { Agent, type Dispatcher, request } from 'undici';
import { fromWire, MAX_ANSWER_BYTES } from '@/lib/actor/protocol';
import { AppError } from '@/lib/domain/errors';

/** Where the actor is reached: its socket, or an address together with the secret both know. */
export type ActorAddress = { readonly socket: string } | { readonly url: string; readonly secret: string };

/** Several reads of a cluster that answers slowly, each with its own deadline, fit into this. */
const COMMAND_MS = 180_000;

/** Requests to the actor. What is no answer of an actor is `actor-unreachable`; what the actor refuses is thrown with its own code. */
export interface ActorLine {
  command(path: string, body: unknown): Promise<unknown>;
  /** The stream's bytes, until it breaks or the signal ends it. */
  stream(path: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
  close(): Promise<void>;
}

export function openActorLine(address: ActorAddress): ActorLine {
  const overSocket = 'socket' in address;
  const origin = overSocket ? 'http://actor' : address.url;
  const authorization: Record<string, string> = overSocket ? {} : { authorization: `Bearer ${address.secret}` };
  const dispatcher = new Agent({
    connections: 16,
    headersTimeout: COMMAND_MS,
    bodyTimeout: 0,
    connect: { timeout: 3_000, ...(overSocket ? { socketPath: address.socket } : {}) },
  });
  const ask = async (path: string, options: Omit<Dispatcher.RequestOptions, 'path' | 'origin'>): Promise<Dispatcher.ResponseData> => {
    try {
      return await request(`${origin}${path}`, { ...options, dispatcher, headers: { ...authorization, 'content-type': 'application/json' } });
    } catch (cause) {
      throw away(cause);
    }
  };
  return {
    async command(path, body) {
      const response = await ask(path, { method: 'POST', body: JSON.stringify(body) });
      const answer = await jsonOf(response);
      if (response.statusCode === 200) return answer;
      throw failureOf(response.statusCode, answer);
    },
    async stream(path, signal) {
      const response = await ask(path, { method: 'GET', signal });
      if (response.statusCode === 200) return response.body;
      throw failureOf(response.statusCode, await jsonOf(response));
    },
    close: () => dispatcher.destroy(),
  };
}

function failureOf(status: number, answer: unknown): AppError {
  const refused = status === 401 ? undefined : fromWire(answer);
  return (
    refused ??
    new AppError('actor-unreachable', { detail: status === 401 ? 'it refuses our LOUPE_ACTOR_SECRET' : `an answer of status ${status} that is none` })
  );
}

/** The body, or undefined where it is no JSON or too large to be ours. */
async function jsonOf({ body }: Dispatcher.ResponseData): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > MAX_ANSWER_BYTES) return undefined;
      chunks.push(chunk);
    }
  } catch (cause) {
    throw away(cause);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

function away(cause: unknown): AppError {
  return new AppError('actor-unreachable', { cause, detail: cause instanceof Error ? cause.message : String(cause) });
}

/** What an answer says, held against its schema. Throws `actor-unreachable` for one that is none. */
export function understood<T>(parsed: { success: true; data: T } | { success: false; error: { issues: readonly { path: PropertyKey[] }[] } }): T {
  if (parsed.success) return parsed.data;
  throw new AppError('actor-unreachable', { detail: `an answer that is none: ${parsed.error.issues[0]?.path.join('.')}` });
}
