import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/actor';
import { hasCode } from '@/lib/domain/errors';
import type { PlanRecord, RunRecord } from '@/lib/domain/ports/stores';
import { readEnv } from '@/lib/server/env';
import { type Host, openHost } from '@/lib/server/host';
import { changedTheCluster } from '../../rig/audit-log';
import type { Rig } from '../../rig/start-rig';
import { chart, HOME, helm, noRig, openRig, set } from './stage';

const root = path.join(import.meta.dirname, '../..');
const MINUTES = 60_000;
/** The model that loses its card. */
const GPU_MODEL = ['deployment', 'nuclio-yolo11x-cvat-detector-gpu'];
const account = (name: string) => `system:serviceaccount:${HOME}:loupe-${name}`;

/** As the chart's pod has it: two processes on one data folder and one socket, each with the token of its own account. */
describe.skipIf(noRig)('Loupe as the chart runs it: web and actor apart', () => {
  let rig: Rig;
  let web: Host;
  let actor: ChildProcess;
  let before = 0;
  const dataDir = mkdtempSync(path.join(tmpdir(), 'loupe-two-'));

  beforeAll(async () => {
    rig = await openRig();
    await rig.kubectl('create', 'namespace', HOME).catch(() => undefined);
    await helm(rig, 'uninstall', 'loupe', '--namespace', HOME, '--wait', '--ignore-not-found');
    await rig.kubectl('-n', 'cvat', 'patch', ...GPU_MODEL, '--type', 'merge', '-p', '{"spec":{"template":{"spec":{"runtimeClassName":null}}}}');
    await helm(rig, 'install', 'loupe', chart, '--namespace', HOME, ...set({ 'rights.portForward': true }));
    before = await rig.auditLog.position();
    const env = {
      ...{ LOUPE_NAMESPACE: 'cvat', LOUPE_NUCLIO_NAMESPACE: 'cvat', LOUPE_DATA_DIR: dataDir, LOUPE_ACTOR: 'separate', LOUPE_LOG_LEVEL: 'warn' },
      ...{ LOUPE_ADMIN_USER: 'admin', LOUPE_ADMIN_PASSWORD: 'a password of this test' },
    };
    web = await openHost(readEnv({ ...env, KUBECONFIG: await rig.accountKubeconfig(HOME, 'loupe-reader') }));
    actor = spawn(process.execPath, ['--import', 'tsx', '--conditions=react-server', 'scripts/actor.ts'], {
      cwd: root,
      env: { ...process.env, ...env, NODE_ENV: 'production', KUBECONFIG: await rig.accountKubeconfig(HOME, 'loupe-actor') },
      stdio: 'inherit',
    });
  });
  afterAll(async () => {
    await web.stop(0);
    if (actor.exitCode === null && actor.signalCode === null) {
      actor.kill('SIGTERM');
      await once(actor, 'exit');
    }
    rmSync(dataDir, { recursive: true, force: true });
    await helm(rig, 'uninstall', 'loupe', '--namespace', HOME, '--wait');
    await rig.kubectl('-n', 'cvat', 'patch', ...GPU_MODEL, '--type', 'merge', '-p', '{"spec":{"template":{"spec":{"runtimeClassName":"nvidia"}}}}');
  });

  const admin = async (): Promise<Actor> => {
    const { people } = await web.container();
    const { id, name } = await people.db.user.findFirstOrThrow();
    return { id, name, role: 'admin' };
  };
  const planFor = async (remediationId: string, checkId: string): Promise<PlanRecord> => {
    const found = async () => (await web.container()).board.rows('findings').find((row) => row.checkId === checkId);
    await expect.poll(found, { timeout: 2 * MINUTES }).toBeDefined();
    // A right the actor lacked would block the offer: the web process asks for the actor's rights, not its own.
    await expect
      .poll(async () => (await found())?.offers.find((offer) => offer.remediationId === remediationId)?.blocked, { timeout: MINUTES })
      .toBeUndefined();
    const { engine } = await web.container();
    const answer = await engine.plan({ kind: 'plan', findingId: (await found())?.id ?? '', remediationId, input: {}, actor: await admin() });
    if (answer.kind !== 'planned') throw new Error(JSON.stringify(answer));
    return answer.record;
  };

  it(
    'plans, carries out and verifies a repair',
    async () => {
      await expect.poll(() => web.actor(), { timeout: 3 * MINUTES }).toBe('answers');
      const { id, digest, preview, plan } = await planFor('set-runtime-class', 'gpu-runtime-class-missing');
      expect(preview.rights.map(({ held }) => held)).toEqual(plan.rbac.map(() => 'yes'));
      const { engine } = await web.container();
      const ended = new Promise<RunRecord>((resolve) => {
        engine.onChange((run) => {
          if (run.endedAt) resolve(run);
        });
      });
      await engine.submit({ kind: 'submit', planId: id, digest, actor: await admin(), ...(plan.confirm ? { confirmation: plan.confirm } : {}) });
      expect((await ended).status).toBe('verified');
    },
    5 * MINUTES,
  );

  it('changed the cluster as the actor only: the web process’s account appears in no write, not even a dry run', async () => {
    const requests = await rig.auditLog.since(before);
    const of = (name: string) => requests.filter(({ user }) => user === account(name));
    expect(
      of('actor')
        .filter(changedTheCluster)
        .map(({ verb, resource, namespace }) => `${verb} ${resource} ${namespace}`),
    ).toEqual(['patch deployments cvat']);
    expect(of('reader').length).toBeGreaterThan(0);
    expect(of('reader').filter((request) => changedTheCluster(request) || request.dryRun)).toEqual([]);
    expect(of('actor').filter(({ code }) => code === 403)).toEqual([]);
    // What containers tell, the web process knows too: the actor asks for it.
    const isExec = ({ resource, subresource }: (typeof requests)[number]) => resource === 'pods' && subresource === 'exec';
    expect(of('reader').filter(isExec)).toEqual([]);
    expect(of('actor').filter(isExec).length).toBeGreaterThan(0);
    expect((await web.container()).board.rows('sources').find(({ id }) => id === 'kvrocks')?.state).toBe('live');
  });

  it('can change nothing once the actor is gone, says so, and still sees', async () => {
    actor.kill('SIGTERM');
    await once(actor, 'exit');
    await expect.poll(() => web.actor(), { timeout: MINUTES }).toBe('away');
    const { engine, standing } = await web.container();
    const error = await engine
      .plan({ kind: 'plan', findingId: 'any', remediationId: 'set-runtime-class', input: {}, actor: await admin() })
      .catch((thrown: unknown) => thrown);
    expect(hasCode(error, 'actor-unreachable')).toBe(true);
    expect(standing().state).toBe('live');
  });
});
