import 'server-only';
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { commandSchema, MAX_COMMAND_BYTES, paths, podQuestionSchema, rightQuestionSchema, toWire } from '@/lib/actor/protocol';
import { streamRuns } from '@/lib/actor/run-stream';
import type { Actor } from '@/lib/domain/actor';
import { AppError, httpStatus } from '@/lib/domain/errors';
import type { ExecAddress, ExecAnswer, ReadingQuestion } from '@/lib/domain/ports/pod-exec';
import type { Readers } from '@/lib/domain/ports/readers';
import type { EngineCommand, RunEngine } from '@/lib/domain/ports/run-engine';
import type { RunStore } from '@/lib/domain/ports/stores';

export interface ServedEngine {
  readonly engine: Pick<RunEngine, 'plan' | 'submit' | 'stop' | 'onChange'>;
  readonly runs: Pick<RunStore, 'list' | 'listUnfinished'>;
  /** The person as the accounts know them now, whatever the command says of their role. Throws `forbidden`, `rate-limited`; records who is turned away. */
  readonly authorise: (command: EngineCommand) => Promise<Actor>;
  readonly mayDo: Readers['mayDo'];
  /** User name of the actor's account, once it is known. */
  readonly account: () => string | undefined;
  /** Asks inside a container of the installation that is open, and nowhere else. */
  readonly ask: (where: ExecAddress, question: ReadingQuestion) => Promise<ExecAnswer>;
  /** Throws `ledger-unwritable` while nothing could be recorded. */
  readonly assertReady: () => Promise<void>;
  /** Asked of every request but the probes, where the place alone does not decide who may call. */
  readonly secret: string | undefined;
  readonly onFault: (error: unknown) => void;
}

/** The run engine over HTTP: commands in, records out. It trusts nobody who calls: the shape, the caller and the person are checked here again. */
export function createEngineServer(served: ServedEngine): Server {
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000, maxHeaderSize: 8 * 1024 }, (request, response) => {
    void answer(served, request, response).catch((error: unknown) => {
      const known = error instanceof AppError ? error : new AppError('internal', { cause: error });
      if (known.code === 'internal') served.onFault(error);
      if (response.headersSent) response.destroy();
      else reply(response, httpStatus[known.code], toWire(known));
    });
  });
  server.maxConnections = 64;
  return server;
}

async function answer(served: ServedEngine, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const route = `${request.method} ${request.url}`;
  if (route === `GET ${paths.alive}`) return reply(response, 200, { status: 'ok' });
  if (route === `GET ${paths.ready}`) {
    await served.assertReady();
    return reply(response, 200, { status: 'ready' });
  }
  assertKnownCaller(served.secret, request.headers.authorization);
  if (route === `GET ${paths.runs}`) return streamRuns(served, request, response);
  if (route === `POST ${paths.rights}`) {
    const { rule, namespace } = parsed(rightQuestionSchema.safeParse(await bodyOf(request)));
    return reply(response, 200, { held: await served.mayDo(rule, namespace), account: served.account() });
  }
  if (route === `POST ${paths.questions}`) {
    const { where, question } = parsed(podQuestionSchema.safeParse(await bodyOf(request)));
    const { stdout, stderr, exitCode } = await served.ask(where, question);
    return reply(response, 200, { stdout, stderr, exitCode: exitCode ?? null });
  }
  if (route !== `POST ${paths.commands}`) throw new AppError('not-found', { detail: 'no such path' });
  const command = parsed(commandSchema.safeParse(await bodyOf(request)));
  const actor = await served.authorise(command);
  reply(response, 200, await carryOut(served.engine, { ...command, actor }));
}

function parsed<T>(result: { success: true; data: T } | { success: false; error: { issues: readonly { path: PropertyKey[] }[] } }): T {
  if (result.success) return result.data;
  throw new AppError('invalid-input', { params: { field: result.error.issues[0]?.path.map(String).join('.') ?? '' } });
}

async function carryOut(engine: ServedEngine['engine'], command: EngineCommand): Promise<unknown> {
  switch (command.kind) {
    case 'plan':
    case 'plan-undo':
      return engine.plan(command);
    case 'submit':
      return engine.submit(command);
    case 'stop':
      await engine.stop(command);
      return {};
  }
}

/** Both sides are hashed first: the comparison then takes as long for a short guess as for a long one. */
function assertKnownCaller(secret: string | undefined, given: string | undefined): void {
  if (secret === undefined) return;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  if (!timingSafeEqual(digest(`Bearer ${secret}`), digest(given ?? ''))) throw new AppError('token-refused', { detail: 'LOUPE_ACTOR_SECRET differs' });
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_COMMAND_BYTES) throw new AppError('invalid-input', { detail: 'a command of more than 256 KiB' });
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (cause) {
    throw new AppError('invalid-input', { cause, detail: 'no JSON' });
  }
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
