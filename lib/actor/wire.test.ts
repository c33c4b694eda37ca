import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { request, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '@/lib/domain/clock';
import { AppError } from '@/lib/domain/errors';
import type { RunEngine } from '@/lib/domain/ports/run-engine';
import type { RunRecord } from '@/lib/domain/ports/stores';
import { setRuntimeClass } from '@/lib/remediations/catalogue/set-runtime-class';
import { type EngineKit, engineKit, eventsOf, operator } from '@/lib/remediations/testing/engine-kit';
import { gpuFinding, putGpuModel } from '@/lib/remediations/testing/gpu-model';
import type { ActorAddress } from './actor-line';
import { listen } from './listen';
import { createRemoteEngine, type RemoteEngine } from './remote-engine';
import { createRemoteExec } from './remote-exec';
import { createEngineServer, type ServedEngine } from './serve-engine';

const ID = 'set-runtime-class';
let kit: EngineKit;
let folder: string;
let socket: string;
const servers: Server[] = [];
const remotes: RemoteEngine[] = [];

beforeEach(async () => {
  kit = await engineKit([setRuntimeClass], gpuFinding());
  putGpuModel(kit.cluster);
  kit.recheck = () =>
    kit.cluster.get('Deployment', 'nuclio-yolov7')?.spec.template.spec.runtimeClassName === 'nvidia'
      ? { kind: 'ok' }
      : { kind: 'found', findings: [gpuFinding()] };
  folder = mkdtempSync(path.join(tmpdir(), 'loupe-actor-'));
  socket = path.join(folder, 'run/actor.sock');
});
afterEach(async () => {
  for (const remote of remotes.splice(0)) await remote.close();
  for (const server of servers.splice(0)) stop(server);
  kit.close();
  rmSync(folder, { recursive: true, force: true });
});

function stop(server: Server): void {
  server.close();
  server.closeAllConnections();
}

async function actor(overrides: Partial<ServedEngine> = {}, place: Parameters<typeof listen>[1] = { socket }): Promise<Server> {
  const server = createEngineServer({
    engine: kit.engine,
    runs: kit.deps.runs,
    authorise: async ({ actor: given }) => given,
    mayDo: async (rule) => (rule.verbs.includes('patch') ? 'yes' : 'no'),
    account: () => 'system:serviceaccount:loupe:actor',
    ask: async ({ pod }, question) => ({ stdout: `${pod} ${question.id}`, stderr: '', exitCode: undefined }),
    assertReady: async () => undefined,
    secret: undefined,
    onFault: () => undefined,
    ...overrides,
  });
  await listen(server, place);
  servers.push(server);
  return server;
}

function web(address: ActorAddress = { socket }, onState?: (answers: boolean) => void): RemoteEngine {
  const remote = createRemoteEngine({ address, runs: kit.deps.runs, clock: { now: kit.clock.now, sleep: systemClock.sleep }, ...(onState ? { onState } : {}) });
  remotes.push(remote);
  return remote;
}

/** Resolves with the first run that is told and fits. */
function told(engine: Pick<RunEngine, 'onChange'>, fits: (run: RunRecord) => boolean): Promise<RunRecord> {
  return new Promise((resolve) => {
    const cancel = engine.onChange((run) => {
      if (!fits(run)) return;
      cancel();
      resolve(run);
    });
  });
}

async function planned(remote: RunEngine) {
  const answer = await remote.plan({ kind: 'plan', findingId: gpuFinding().id, remediationId: ID, input: {}, actor: operator });
  if (answer.kind !== 'planned') throw new Error('no plan');
  return answer.record;
}
const submitOf = (record: { id: string; digest: string }) => ({ kind: 'submit' as const, planId: record.id, digest: record.digest, actor: operator });

function raw(options: { method: string; path: string; body?: string; headers?: Record<string, string> }): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ socketPath: socket, method: options.method, path: options.path, headers: options.headers ?? {} }, async (response) => {
      let body = '';
      for await (const chunk of response) body += chunk;
      resolve({ status: response.statusCode ?? 0, body });
    });
    sent.once('error', reject);
    sent.end(options.body);
  });
}

describe('the run engine in another process', () => {
  it('plans, submits and is followed to the end through the socket', async () => {
    await actor();
    const remote = web();
    const record = await planned(remote);
    expect(record).toEqual(await kit.deps.runs.getPlan(record.id));
    const over = told(remote, (run) => run.status === 'verified');
    const begun = await remote.submit(submitOf(record));
    expect(begun.status).toBe('running');
    expect(await over).toEqual(await kit.deps.runs.get(begun.id));
    expect((await eventsOf(kit)).at(-1)).toBe('run-outcome:verified');
  });

  it('listens where only its own account may open it', async () => {
    await actor();
    expect(statSync(socket).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(socket)).mode & 0o777).toBe(0o700);
  });

  it('refuses with the code and the sentence of the engine', async () => {
    await actor();
    const remote = web();
    const refused = remote.submit({ ...submitOf(await planned(remote)), digest: 'another' });
    await expect(refused).rejects.toMatchObject({ code: 'plan-changed', userMessage: { key: 'errors.plan-changed' } });
  });

  it('tells what rights its own account holds', async () => {
    await actor();
    const rule = { apiGroup: 'apps', resource: 'deployments', verbs: ['patch'], namespaced: true };
    expect(await web().mayDo(rule, 'cvat')).toBe('yes');
    const remote = web();
    expect(remote.account).toBeUndefined();
    expect(await remote.mayDo({ ...rule, verbs: ['delete'] }, undefined)).toBe('no');
    expect(remote.account).toBe('system:serviceaccount:loupe:actor');
  });

  it('asks inside containers for those who may not, what only reads and nothing else', async () => {
    const asked: unknown[] = [];
    await actor({
      ask: async (where, question) => {
        asked.push([where.pod, question.id]);
        return { stdout: 'used_memory:1', stderr: '', exitCode: undefined };
      },
    });
    const exec = createRemoteExec({ socket });
    const where = { namespace: 'cvat', pod: 'cvat-kvrocks-0', container: 'kvrocks' };
    expect(await exec.ask(where, { id: 'kvrocks-info' })).toEqual({ stdout: 'used_memory:1', stderr: '', exitCode: undefined });
    await expect(exec.ask(where, { id: 'kvrocks-flush' })).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(exec.ask(where, { id: 'kvrocks-purge-archive', dbPath: '/data', minAgeMinutes: 1 })).rejects.toMatchObject({ code: 'invalid-input' });
    expect(asked).toEqual([['cvat-kvrocks-0', 'kvrocks-info']]);
    await exec.close();
  });

  it('tells why a container did not answer, in its own words', async () => {
    await actor({ ask: async () => Promise.reject(new AppError('exec-failed', { params: { pod: 'p', question: 'disk-free' }, detail: 'inner words' })) });
    const exec = createRemoteExec({ socket });
    const refused = exec.ask({ namespace: 'cvat', pod: 'p', container: 'c' }, { id: 'disk-free', path: '/data' });
    await expect(refused).rejects.toMatchObject({ code: 'exec-failed', userMessage: { params: { pod: 'p' } } });
    await exec.close();
    await expect(
      createRemoteExec({ socket: `${socket}.away` }).ask({ namespace: 'cvat', pod: 'p', container: 'c' }, { id: 'nvidia-smi' }),
    ).rejects.toMatchObject({
      code: 'actor-unreachable',
    });
  });

  it('asks who commands, and takes nobody for Loupe itself', async () => {
    await actor({ authorise: async () => Promise.reject(new AppError('forbidden', { params: { permission: 'operate' } })) });
    const remote = web();
    await expect(remote.stop({ kind: 'stop', runId: 'r', actor: operator })).rejects.toMatchObject({ code: 'forbidden' });
    const asSystem = JSON.stringify({ kind: 'stop', runId: 'r', actor: { id: 'x', name: 'loupe', role: 'system' } });
    expect(await raw({ method: 'POST', path: '/v1/commands', body: asSystem })).toMatchObject({ status: 400 });
  });

  it.each([
    ['no JSON', '{'],
    ['no command', '{"kind":"exec"}'],
    ['too much', JSON.stringify({ kind: 'stop', runId: 'x'.repeat(300_000), actor: operator })],
  ])('turns away what is %s, and goes on', async (_, body) => {
    await actor();
    expect(await raw({ method: 'POST', path: '/v1/commands', body })).toMatchObject({ status: 400 });
    expect(await raw({ method: 'GET', path: '/healthz' })).toMatchObject({ status: 200 });
  });

  it('keeps a fault of its own to itself', async () => {
    const faults: unknown[] = [];
    await actor({ authorise: async () => Promise.reject(new Error('password=hunter2')), onFault: (error) => faults.push(error) });
    const answer = await raw({ method: 'POST', path: '/v1/commands', body: JSON.stringify({ kind: 'stop', runId: 'r', actor: operator }) });
    expect(answer.status).toBe(500);
    expect(answer.body).not.toContain('hunter2');
    expect(faults).toHaveLength(1);
  });

  it('is ready when the ledger can be written, and alive besides', async () => {
    await actor({ assertReady: async () => Promise.reject(new AppError('ledger-unwritable')) });
    expect(await raw({ method: 'GET', path: '/readyz' })).toMatchObject({ status: 503 });
    expect(await raw({ method: 'GET', path: '/healthz' })).toMatchObject({ status: 200 });
  });
});

describe('the way between them', () => {
  it('says that the actor does not answer while it is away, and nothing is lost', async () => {
    const remote = web();
    await expect(remote.stop({ kind: 'stop', runId: 'r', actor: operator })).rejects.toMatchObject({ code: 'actor-unreachable' });
  });

  it('is found again after a restart, with what happened meanwhile', async () => {
    const first = await actor();
    let seen: (answers: boolean) => void = () => undefined;
    const next = () =>
      new Promise<boolean>((resolve) => {
        seen = resolve;
      });
    const there = next();
    const remote = web({ socket }, (answers) => seen(answers));
    expect(await there).toBe(true);
    const record = await planned(remote);
    const away = next();
    stop(first);
    expect(await away).toBe(false);
    // Begun and over while nobody listened.
    await kit.engine.submit(submitOf(record));
    await kit.engine.settled();
    const over = told(remote, (run) => run.status === 'verified');
    await actor();
    expect((await over).planId).toBe(record.id);
  });

  it('answers with the run that was begun when only the answer was lost', async () => {
    const lossy: ServedEngine['engine'] = {
      ...kit.engine,
      submit: async (command) => {
        await kit.engine.submit(command);
        for (const server of servers) server.closeAllConnections();
        return new Promise(() => undefined);
      },
    };
    await actor({ engine: lossy });
    const remote = web();
    const record = await planned(remote);
    expect((await remote.submit(submitOf(record))).planId).toBe(record.id);
    await kit.engine.settled();
  });

  it('tells no run as news that was over before the web process began', async () => {
    await kit.engine.submit(submitOf(await planned(kit.engine)));
    await kit.engine.settled();
    const [old] = await kit.deps.runs.list({ limit: 1 });
    if (!old) throw new Error('no run');
    await kit.clock.sleep(1_000);
    let announce: (run: RunRecord) => void = () => undefined;
    const engine: ServedEngine['engine'] = {
      ...kit.engine,
      onChange: (listener) => {
        announce = listener;
        return () => undefined;
      },
    };
    await actor({ engine });
    const remote = web();
    const news: string[] = [];
    remote.onChange((run) => news.push(run.id));
    const last = told(remote, (run) => run.id === 'another');
    // In the stream's order: whatever was told of the past came before.
    const tick = setInterval(() => announce({ ...old, id: 'another' }), 10);
    await last;
    clearInterval(tick);
    expect(news).toEqual(['another']);
  });

  it('takes over the socket of an actor that was killed, and not one that is in use', async () => {
    await actor();
    await expect(actor()).rejects.toThrow(/another actor/);
    for (const server of servers.splice(0)) stop(server);
    // A socket nobody serves any more, as a killed process leaves it.
    const program = `require('node:net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))`;
    await once(spawn(process.execPath, ['-e', program, socket]), 'exit');
    expect(statSync(socket).isSocket()).toBe(true);
    await actor();
    expect(await raw({ method: 'GET', path: '/healthz' })).toMatchObject({ status: 200 });
  });

  it('asks for the secret where a port is open to others', async () => {
    const server = await actor({ secret: 's'.repeat(32) }, { host: '127.0.0.1', port: 0 });
    const { port } = server.address() as { port: number };
    const url = `http://127.0.0.1:${port}`;
    const command = { kind: 'stop' as const, runId: 'r', actor: operator };
    await expect(web({ url, secret: 'x'.repeat(32) }).stop(command)).rejects.toMatchObject({ code: 'actor-unreachable' });
    await expect(web({ url, secret: 's'.repeat(32) }).stop(command)).rejects.toMatchObject({ code: 'not-found' });
  });
});
