import type { Page } from '@playwright/test';
import { runRigProgram } from '../../rig/rig-program';
import type { Rig } from '../../rig/start-rig';
import { expect, noRig, test } from './fixtures';
import { MINUTE, NAMESPACE } from './stage';

/** Half of it in CI, where time is short. */
const OUTAGE_MS = process.env.CI ? MINUTE / 2 : MINUTE;
const OLD_WITHIN_MS = 10_000;
const SHOWN_WITHIN_MS = 5_000;

interface Outage {
  readonly name: string;
  begin(rig: Rig): Promise<void>;
  /** The API server is reachable again; resolves when it could answer. */
  end(rig: Rig, page: Page): Promise<void>;
}

const outages: readonly Outage[] = [
  {
    name: 'frozen',
    begin: (rig) => rig.apiServer.freeze(),
    async end(rig, page) {
      // Its database sleeps a while longer: it takes connections again and answers what it needs no database for. That is not a return.
      const etcd = (what: string) => runRigProgram('part', [what, 'etcd', '--dir', rig.dir]);
      await etcd('freeze');
      await rig.apiServer.thaw();
      try {
        await expect(page.getByText(/^Live · \d/), 'live on a connection alone').toHaveCount(0);
        await expect.poll(async () => (await page.getByText(/^No answer for .+ · as of /).count()) > 0, { timeout: 6_000, intervals: [3_000] }).toBe(true);
      } finally {
        await etcd('thaw');
      }
    },
  },
  { name: 'killed', begin: (rig) => rig.apiServer.kill(), end: (rig) => rig.apiServer.start() },
];

test.describe('the API server is away for a minute', () => {
  test.skip(Boolean(noRig), noRig);
  test.describe.configure({ timeout: 5 * MINUTE });

  test.afterEach(async ({ rig }) => {
    await rig.apiServer.thaw().catch(() => undefined);
    await rig.apiServer.start();
    await rig.kubectl('-n', NAMESPACE, 'delete', 'pod', '-l', 'e2e=outage', '--ignore-not-found', '--wait=false');
  });

  for (const { name, begin, end } of outages) {
    test(`${name}: the page says within ten seconds how old it is, is live again only when it has read anew, and was never reloaded`, async ({
      rig,
      console: page,
    }) => {
      await page.goto('/workloads');
      const live = page.getByText(/^Live · \d/);
      await expect(live).toBeVisible({ timeout: MINUTE });
      await page.evaluate(() => document.documentElement.setAttribute('data-not-reloaded', ''));

      const since = Date.now();
      await begin(rig);
      await expect(page.getByText(/^No answer for .+ · as of \d{1,2}:\d{2}:\d{2}/)).toBeVisible({ timeout: OLD_WITHIN_MS });
      report('old after', Date.now() - since);
      await expect(live).toHaveCount(0);
      await expect.poll(() => Date.now() - since, { timeout: OUTAGE_MS + 10_000, intervals: [1_000] }).toBeGreaterThan(OUTAGE_MS);
      await expect(live).toHaveCount(0);

      await end(rig, page);
      const back = Date.now();
      await makePod(rig, `back-from-${name}`);
      const changed = Date.now();
      await expect(page.getByText(`back-from-${name}`).first()).toBeVisible({ timeout: 4 * SHOWN_WITHIN_MS });
      report('the first change after the return, in ms after it was made', Date.now() - changed);
      expect(Date.now() - Math.max(back, changed), 'the first change after the return').toBeLessThanOrEqual(SHOWN_WITHIN_MS);
      await expect(live).toBeVisible({ timeout: OLD_WITHIN_MS });
      await expect(page.locator('html[data-not-reloaded]')).toHaveCount(1);
    });
  }
});

/** A pod of nobody's in the installation's namespace, gone after the test. */
async function makePod(rig: Rig, name: string): Promise<void> {
  await rig.kubectl('-n', NAMESPACE, 'run', name, '--image=registry.test/nothing:1', '--labels=e2e=outage', '--restart=Never');
}

function report(what: string, ms: number): void {
  test.info().annotations.push({ type: what, description: `${ms} ms` });
  process.stdout.write(`      ${what}: ${ms} ms\n`);
}
