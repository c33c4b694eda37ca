import path from 'node:path';
import { type APIResponse, expect, type Page, test } from '@playwright/test';
import { findingOf } from './findings';
import { assertLedgerHolds, inOwnPlace, type OwnProcess, signedInPage, startOwnActor, startOwnApp, startOwnLab } from './own-app';
import { reviewFix, runPlan } from './repairs';

/** Where the process is killed, and what the cluster shows when it is back. */
interface Crash {
  readonly when: string;
  /** Holds the run at that point: told to the lab before the plan is confirmed. */
  readonly hold?: Readonly<Record<string, unknown>>;
  readonly reached: (run: RunLine) => boolean;
  readonly reconciled: 'applied' | 'not-applied';
  readonly said: string;
}

interface RunLine {
  readonly id: string;
  readonly status: string;
  readonly steps: readonly { readonly state: string; readonly call?: string }[];
}

interface LedgerLine {
  readonly seq: number;
  readonly hash: string;
  readonly event: string;
  readonly outcome?: string;
  readonly runId?: string;
}

const MADE = 'Loupe ended during this run. Every change of the plan is in place';
const NOT_MADE = 'Loupe ended during this run. None of its changes was made.';
const MINUTE = 60_000;

const crashes: readonly Crash[] = [
  {
    when: 'right after it was confirmed, with the change on its way',
    hold: { delay: { verb: 'patch', resource: 'deployments', ms: 5 * MINUTE } },
    reached: ({ steps }) => steps[0]?.call !== undefined,
    reconciled: 'not-applied',
    said: NOT_MADE,
  },
  {
    when: 'while the pods are replaced',
    reached: ({ steps }) => steps[0]?.state === 'done' && steps[1]?.state === 'running',
    reconciled: 'applied',
    said: MADE,
  },
  {
    when: 'while it is verified',
    hold: { delay: { verb: 'list', resource: 'nucliofunctions', ms: 5 * MINUTE } },
    reached: ({ status }) => status === 'verifying',
    reconciled: 'applied',
    said: MADE,
  },
];

/** Who is killed: the one process there is, or the one that carries out runs while the one with the pages goes on. */
const victims = ['the process', 'the actor'] as const;

for (const { victim, crash } of victims.flatMap((victim) => crashes.map((crash) => ({ victim, crash })))) {
  test(`${victim} killed ${crash.when}: the run is on record as interrupted, with what the cluster shows`, async ({ browser }) => {
    test.setTimeout(4 * MINUTE);
    const isApart = victim === 'the actor';
    await inOwnPlace(7340, browser, async ({ start, ...place }) => {
      const apart = { LOUPE_ACTOR: 'separate', LOUPE_ACTOR_SOCKET: path.join(place.dataDir, 'actor.sock') };
      const env = { ...place.env, ...(isApart ? apart : {}) };
      const lab = await start(startOwnLab(place.labPort, ['gpu-runtime-class-missing']));
      const app = await start(startOwnApp(place.port, env));
      const killed = isApart ? await start(startOwnActor(env)) : app;
      const page = await signedInPage(browser, app.url);
      const finding = await findingOf(page, 'gpu-runtime-class-missing', MINUTE);
      await reviewFix(page, finding.id, 'set-runtime-class');
      if (crash.hold) await control(lab, '/inject', crash.hold);
      await runPlan(page, 'journey of a crash');
      const runId = page.url().split('/').at(-1) ?? '';
      await expect.poll(async () => crash.reached(await runOf(page, runId)), { intervals: [50], timeout: MINUTE, message: crash.when }).toBe(true);
      const before = await ledgerOf(page);

      await killed.kill();
      await assertLedgerHolds(place.dataDir);
      await control(lab, '/inject/clear');
      await start(isApart ? startOwnActor(env) : startOwnApp(place.port, env));

      // The page was open all the time and is not reloaded.
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/: interrupted\.$/, { timeout: MINUTE });
      await expect(page.getByRole('region', { name: 'Verification' }).getByText(crash.said)).toBeVisible();

      const after = await ledgerOf(page);
      expect(after.slice(-before.length), 'entries from before the crash').toEqual(before);
      const own = after.filter((entry) => entry.runId === runId);
      expect(own.find((entry) => entry.event === 'run-reconciled')?.outcome).toBe(crash.reconciled);
      expect(own.filter((entry) => entry.event === 'run-outcome').map((entry) => entry.outcome)).toEqual(['interrupted']);
      await assertLedgerHolds(place.dataDir);

      await page.goto('/');
      const card = page.locator(`[data-finding="${finding.id}"]`);
      if (crash.reconciled === 'applied') await expect(card).toHaveCount(0, { timeout: MINUTE });
      else {
        await expect(card).toHaveCount(1);
        // Nothing is left that keeps the target: the same repair can be begun again.
        await reviewFix(page, finding.id, 'set-runtime-class');
        await runPlan(page, 'journey of a crash, again');
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(/: verified\.$/, { timeout: 2 * MINUTE });
      }
    });
  });
}

async function control(lab: OwnProcess, at: string, body: unknown = {}): Promise<void> {
  const answer = await fetch(`${lab.url}${at}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  expect(answer.ok, `lab control ${at}`).toBe(true);
}

async function runOf(page: Page, id: string): Promise<RunLine> {
  const { rows } = await bodyOf<{ rows: RunLine[] }>(await page.request.get('/api/topics/runs'));
  return rows.find((row) => row.id === id) ?? { id, status: 'absent', steps: [] };
}

/** The whole ledger, newest first. */
async function ledgerOf(page: Page): Promise<readonly LedgerLine[]> {
  const { entries, total } = await bodyOf<{ entries: LedgerLine[]; total: number }>(await page.request.get('/api/audit?limit=200'));
  expect(entries).toHaveLength(total);
  return entries;
}

async function bodyOf<T>(answer: APIResponse): Promise<T> {
  expect(answer.ok(), answer.url()).toBe(true);
  return (await answer.json()) as T;
}
