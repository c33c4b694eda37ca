import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { assertLedgerHolds } from '../own-app';
import { accountKubeconfigs } from './accounts';
import { isHonest, truthOf } from './chaos/agree';
import { type Case, chosenCases, nameOf } from './chaos/cases';
import { type ChaosHost, startHost } from './chaos/start-host';
import { expect, noRig, test } from './fixtures';
import { MINUTE } from './stage';

/** `verified` is the only green one; the others each say what is not known or was not reached. */
const OUTCOMES = ['verified', 'did-not-hold', 'failed', 'refused', 'denied', 'interrupted', 'unknown'];
/** How long the API server is away: longer than one request's deadline, so that a frozen one is given up on. */
const AWAY_MS = 18_000;

test.describe('the API server is lost in the middle of a repair', () => {
  test.skip(Boolean(noRig), noRig);
  test.describe.configure({ timeout: 8 * MINUTE });
  let host: ChaosHost;
  let dataDir: string;
  let kubeconfig: string;

  test.beforeAll(async ({ rig }) => {
    dataDir = mkdtempSync(path.join(tmpdir(), 'loupe-chaos-'));
    kubeconfig = (await accountKubeconfigs(rig)).actor;
    host = await startHost(kubeconfig, dataDir);
  });
  test.afterEach(async ({ rig }) => {
    // Whatever a failed case has left: the next one begins with an API server.
    await rig.apiServer.thaw().catch(() => undefined);
    await rig.apiServer.start();
  });
  test.afterAll(async () => {
    await host?.kill();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  });

  for (const each of chosenCases()) {
    test(nameOf(each), async ({ rig }) => {
      const { subject } = each;
      await subject.fault(rig);
      const position = await rig.auditLog.position();
      await host.begin({
        ...{ kind: 'begin', checkId: subject.checkId, subject: subject.subject, remediationId: subject.remediationId },
        disturbance: { step: each.step, moment: each.moment, signal: each.signal, self: each.self, apiServerPid: apiServerPid(rig.dir) },
      });
      await host.disturbed();
      if (each.self) host = await startAgain(host);
      await bringBack(each, rig);
      const run = await host.ended();

      expect(OUTCOMES, 'the closed vocabulary').toContain(run.status);
      const truths = await truthOf(rig, run, position);
      test
        .info()
        .annotations.push({ type: 'outcome', description: `${run.status}; ${truths.map((t) => `${t.step}: said ${t.said}, was ${t.known}`).join('; ')}` });
      expect(
        truths.filter((truth) => !isHonest(truth)),
        `what the run says of its steps (${run.status})`,
      ).toEqual([]);
      if (run.status === 'refused' || run.status === 'denied') expect(truths.filter(({ known }) => known === 'made')).toEqual([]);
      await assertLedgerHolds(dataDir);
    });
  }

  async function startAgain(dead: ChaosHost): Promise<ChaosHost> {
    await dead.kill();
    return startHost(kubeconfig, dataDir, true);
  }
});

async function bringBack({ signal }: Case, rig: { readonly apiServer: { start(): Promise<void>; thaw(): Promise<void> } }): Promise<void> {
  // Real time: the deadline of a request to a server that says nothing is what is being waited for.
  await new Promise((resolve) => setTimeout(resolve, AWAY_MS));
  await (signal === 'SIGKILL' ? rig.apiServer.start() : rig.apiServer.thaw());
}

function apiServerPid(dir: string): number {
  return Number(readFileSync(path.join(dir, 'run/parts/apiserver.pid'), 'utf8'));
}
