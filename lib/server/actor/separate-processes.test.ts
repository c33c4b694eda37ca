import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { verifyLedgerFile } from '@/lib/audit/verify-file';
import { databaseUrl } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import type { PlanRecord, RunRecord } from '@/lib/domain/ports/stores';
import type { RunRow } from '@/lib/domain/rows/topics';
import { readEnv } from '@/lib/server/env';
import { type Host, openHost } from '@/lib/server/host';
import { labEnvironment } from '@/scripts/run/lab-environment';
import { findFreePorts } from '@/scripts/run/ports';
import { untilAnswers } from '@/scripts/run/processes';

const root = path.join(import.meta.dirname, '../../..');
const MINUTE = 60_000;
const GRACE_SECONDS = 6;
const REPAIR = 'set-runtime-class';

let dataDir: string;
let environment: Record<string, string | undefined>;
let control: string;
let lab: ChildProcess;
let actor: ChildProcess | undefined;
let web: Host;
let operator: Actor;

function program(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', '--conditions=react-server', ...args], {
    cwd: root,
    env: { ...process.env, ...environment } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function startActor(): Promise<void> {
  actor = program(['scripts/actor.ts']);
  await vi.waitFor(() => expect(web.actor()).toBe('answers'), { timeout: 3 * MINUTE, interval: 50 });
}

/** Answers the exit code, or the signal that ended it. */
async function endActor(signal: 'SIGTERM' | 'SIGKILL'): Promise<unknown> {
  const ending = actor;
  actor = undefined;
  if (!ending) return undefined;
  ending.kill(signal);
  const [code, by] = await once(ending, 'exit');
  return by ?? code;
}

async function tell(at: string, body: unknown = {}): Promise<void> {
  const answer = await fetch(`${control}${at}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  expect(answer.ok, at).toBe(true);
}

beforeAll(async () => {
  const labPort = await findFreePorts(7_800, 6);
  dataDir = mkdtempSync(path.join(tmpdir(), 'loupe-separate-'));
  control = `http://127.0.0.1:${labPort + 4}/control`;
  environment = {
    ...labEnvironment({ root, labPort, port: labPort + 5, dataDir, password: 'a-password-of-the-test' }),
    ...{
      LOUPE_ACTOR: 'separate',
      LOUPE_ACTOR_SOCKET: path.join(dataDir, 'run/actor.sock'),
      LOUPE_GRACE_SECONDS: String(GRACE_SECONDS),
      LOUPE_LOG_LEVEL: 'error',
    },
  };
  lab = program(['lab/main.ts', '--port', String(labPort), '--scenarios', 'gpu-runtime-class-missing']);
  await untilAnswers(`${control}/state`, MINUTE);
  web = await openHost(readEnv(environment));
  const admin = await (await web.container()).people.db.user.findFirstOrThrow();
  operator = { id: admin.id, name: 'whoever the web process says', role: 'admin' };
}, 3 * MINUTE);

afterEach(async () => {
  await tell('/inject/clear');
});

afterAll(async () => {
  await endActor('SIGKILL');
  await web?.stop(0);
  lab?.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

async function finding() {
  const { findings } = await web.container();
  return vi.waitFor(
    async () => {
      const open = (await findings.listOpen()).find((each) => each.checkId === 'gpu-runtime-class-missing' && each.confirmedAt);
      if (!open) throw new Error('not found yet');
      return open;
    },
    { timeout: MINUTE, interval: 100 },
  );
}

async function planned(): Promise<PlanRecord> {
  const { engine } = await web.container();
  const answer = await engine.plan({ kind: 'plan', findingId: (await finding()).id, remediationId: REPAIR, input: {}, actor: operator });
  if (answer.kind !== 'planned') throw new Error(JSON.stringify(answer));
  return answer.record;
}

async function submitted({ id, digest }: PlanRecord): Promise<RunRecord> {
  const { engine } = await web.container();
  return engine.submit({ kind: 'submit', planId: id, digest, actor: operator });
}

/** As a page has it: the row in the web process's memory, changed by the stream alone. */
async function shown(id: string, fits: (row: RunRow) => boolean) {
  const { board } = await web.container();
  return vi.waitFor(
    () => {
      const row = board.rows('runs').find((each) => each.id === id);
      if (!row || !fits(row)) throw new Error(`run ${id}: ${row?.status}`);
      return row;
    },
    { timeout: 2 * MINUTE, interval: 50 },
  );
}

const isOver = ({ status }: RunRow) => status !== 'running' && status !== 'verifying';

async function reconciled(runId: string) {
  const { entries } = await (await web.container()).ledger.find({ runId });
  return entries.filter(({ event }) => event === 'run-reconciled' || event === 'run-outcome').map(({ event, outcome }) => `${event}:${outcome}`);
}

describe('web process and actor apart, on the lab', { timeout: 8 * MINUTE }, () => {
  it('while the actor is away, findings are found and a plan says who does not answer', async () => {
    const { id } = await finding();
    const { engine } = await web.container();
    await expect(engine.plan({ kind: 'plan', findingId: id, remediationId: REPAIR, input: {}, actor: operator })).rejects.toMatchObject({
      code: 'actor-unreachable',
    });
    expect(web.actor()).toBe('away');
    await web.readiness.assert();
  });

  it('killed with a change on its way: started again it says what the cluster shows, and the page shows it without a reload', async () => {
    await startActor();
    const plan = await planned();
    // After the preview: its dry run is a patch too.
    await tell('/inject', { delay: { verb: 'patch', resource: 'deployments', ms: 5 * MINUTE } });
    const run = await submitted(plan);
    await shown(run.id, ({ steps }) => steps[0]?.call !== undefined);
    expect(await endActor('SIGKILL')).toBe('SIGKILL');
    await vi.waitFor(() => expect(web.actor()).toBe('away'), { timeout: MINUTE });
    await tell('/inject/clear');
    await startActor();
    expect(await shown(run.id, isOver)).toMatchObject({ status: 'interrupted' });
    expect((await reconciled(run.id)).reverse()).toEqual(['run-reconciled:not-applied', 'run-outcome:interrupted']);
    expect(await verifyLedgerFile(databaseUrl(dataDir))).toMatchObject({ ok: true });
  });

  it('told to end during a run that will not: it ends within its grace, and the run has an outcome when it is back', async () => {
    const run = await submitted(await planned());
    // Nothing can be verified now: by itself the run would go on for minutes.
    await tell('/inject', { delay: { verb: 'list', resource: 'nucliofunctions', ms: 5 * MINUTE } });
    const began = Date.now();
    expect([0, 1]).toContain(await endActor('SIGTERM'));
    // Its grace is six seconds; the rest is for a machine that does many things at once.
    expect(Date.now() - began).toBeLessThan(GRACE_SECONDS * 1000 + MINUTE);
    await tell('/inject/clear');
    await startActor();
    const { status } = await shown(run.id, isOver);
    expect(['interrupted', 'unknown']).toContain(status);
    expect((await reconciled(run.id)).filter((line) => line.startsWith('run-outcome'))).toEqual([`run-outcome:${status}`]);
  });

  it('carries out what a person confirmed, by the person the accounts know; the finding closes in the web process', async () => {
    const open = (await (await web.container()).findings.listOpen()).some(({ checkId }) => checkId === 'gpu-runtime-class-missing');
    if (!open) {
      await tell('/scenarios/gpu-runtime-class-missing', { on: false });
      await tell('/scenarios/gpu-runtime-class-missing', { on: true });
    }
    const run = await submitted(await planned());
    expect(run.actor.name).toBe('admin');
    expect(await shown(run.id, isOver)).toMatchObject({ status: 'verified' });
    const { findings, ledger } = await web.container();
    await vi.waitFor(async () => expect((await findings.listOpen()).map(({ checkId }) => checkId)).not.toContain('gpu-runtime-class-missing'), {
      timeout: MINUTE,
    });
    expect(await ledger.verify()).toMatchObject({ ok: true });
  });
});
