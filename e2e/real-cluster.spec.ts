import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, type Page, test } from '@playwright/test';
import { findingOf, openFindings } from './findings';
import { assertLedgerHolds, type OwnProcess, ownPlace, signedInPage, startOwnApp } from './own-app';
import { reviewFix, runPlan } from './repairs';
import { password } from './stage';

/** A real control plane with a CVAT-shaped installation; see docs/testing.md. */
const kubeconfig = process.env.LOUPE_E2E_KUBECONFIG;
/** A program that switches on the faults it is given as arguments, and all others off. Without it all eight have to be on already. */
const setFaults = process.env.LOUPE_E2E_SET_FAULTS;

/** Each fault, and the check that has to find it. */
const causes = {
  'function-error': 'function-failed',
  'missing-runtime-class': 'gpu-runtime-class-missing',
  'config-error': 'pod-config-error',
  'crash-loop': 'pod-crash-loop',
  'image-pull': 'image-pull-failure',
  'smokescreen-denied': 'proxy-denial',
  'kvrocks-full': 'kvrocks-disk-filling',
  'pvc-full': 'volume-nearly-full',
} as const;
const checkIds: readonly string[] = Object.values(causes);
const MINUTE = 60_000;

if (!kubeconfig) process.stderr.write('\nLOUPE_E2E_KUBECONFIG is not set: NOTHING IS PROVEN ON A REAL CONTROL PLANE. See docs/testing.md.\n\n');

test.describe('on a real control plane', () => {
  test.skip(!kubeconfig, 'LOUPE_E2E_KUBECONFIG is not set');
  test.describe.configure({ mode: 'serial', timeout: 8 * MINUTE });
  let app: OwnProcess;
  let page: Page;
  let place: Awaited<ReturnType<typeof ownPlace>>;

  test.beforeAll(async ({ browser }) => {
    place = await ownPlace(7380);
    app = await startOwnApp(place.port, {
      KUBECONFIG: kubeconfig,
      LOUPE_DATA_DIR: place.dataDir,
      LOUPE_ORIGIN: `http://localhost:${place.port}`,
      LOUPE_ADMIN_USER: 'admin',
      LOUPE_ADMIN_PASSWORD: password,
      PORT: String(place.port),
      HOSTNAME: '127.0.0.1',
    });
    page = await signedInPage(browser, app.url);
  });
  test.afterAll(async () => {
    await app?.kill();
    place?.remove();
  });

  test('without faults nothing is reported that would need anybody', async () => {
    test.skip(!setFaults, 'LOUPE_E2E_SET_FAULTS is not set');
    await faults([]);
    await page.goto('/');
    await untilAllLooked(page);
    await expect.poll(async () => (await openFindings(page)).filter((finding) => finding.severity !== 'info'), { timeout: 3 * MINUTE }).toEqual([]);
  });

  test('every fault is found, each once, and its effects fold under it', async () => {
    if (setFaults) await faults(Object.keys(causes));
    await page.goto('/');
    await expect
      .poll(async () => (await openFindings(page)).map((finding) => finding.checkId), { timeout: 3 * MINUTE, message: 'checks with an open finding' })
      .toEqual(expect.arrayContaining([...checkIds]));
    await untilAllLooked(page);

    const open = await openFindings(page);
    for (const checkId of checkIds)
      expect(
        open.filter((finding) => finding.checkId === checkId),
        checkId,
      ).toHaveLength(1);
    const roots = open.filter((finding) => !finding.causeId);
    const causeIds = new Set(open.filter((finding) => checkIds.includes(finding.checkId)).map((finding) => finding.causeId));
    const unexpected = roots.filter((finding) => !checkIds.includes(finding.checkId) && !causeIds.has(finding.id));
    expect(
      unexpected.map((finding) => finding.checkId),
      'findings of nothing that is wrong',
    ).toEqual([]);
    expect(roots.map((finding) => finding.checkId)).toHaveLength(checkIds.length);
    await expect(page.locator('[data-finding]')).toHaveCount(checkIds.length);
  });

  const repairs: readonly { readonly checkId: string; readonly remediationId: string; readonly follows?: string; fill?(page: Page): Promise<void> }[] = [
    { checkId: 'gpu-runtime-class-missing', remediationId: 'set-runtime-class', follows: 'cuda-unavailable' },
    {
      checkId: 'kvrocks-disk-filling',
      remediationId: 'expand-volume',
      fill: (on) => on.getByRole('textbox', { name: /^New size/ }).fill(''),
    },
  ];
  for (const { checkId, remediationId, follows, fill } of repairs) {
    test(`${remediationId} mends ${checkId}, is verified and on record`, async () => {
      const finding = await findingOf(page, checkId, MINUTE);
      await reviewFix(page, finding.id, remediationId, fill);
      await expect(page.getByRole('region', { name: 'What will change' }).getByRole('listitem').first()).toBeVisible();
      await runPlan(page, `journey of ${remediationId}`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/: verified\.$/, { timeout: 4 * MINUTE });
      const runId = page.url().split('/').at(-1) ?? '';

      await expect.poll(async () => (await openFindings(page)).map((open) => open.id), { timeout: MINUTE }).not.toContain(finding.id);
      if (follows) await expect.poll(async () => (await openFindings(page)).map((open) => open.checkId), { timeout: 3 * MINUTE }).not.toContain(follows);
      const answer = await page.request.get(`/api/audit?runId=${runId}`);
      const { entries } = (await answer.json()) as { entries: { event: string; outcome?: string }[] };
      expect(entries.filter((entry) => entry.event === 'run-intent')).toHaveLength(1);
      expect(entries.filter((entry) => entry.event === 'run-outcome').map((entry) => entry.outcome)).toEqual(['verified']);
      await assertLedgerHolds(place.dataDir);
    });
  }

  test('once the faults are gone their findings close by themselves', async () => {
    test.skip(!setFaults, 'LOUPE_E2E_SET_FAULTS is not set');
    await faults([]);
    await page.goto('/');
    await expect.poll(async () => (await openFindings(page)).filter((finding) => finding.severity !== 'info'), { timeout: 3 * MINUTE }).toEqual([]);
    await expect(page.locator('[data-finding]')).toHaveCount((await openFindings(page)).length);
  });
});

async function faults(names: readonly string[]): Promise<void> {
  await promisify(execFile)(setFaults ?? '', [...names], { timeout: 6 * MINUTE });
}

/** Waits until every check has looked at least once; what is not configured here cannot be looked at. */
async function untilAllLooked(page: Page): Promise<void> {
  const waiting = async () => {
    const answer = await page.request.get('/api/topics/checks');
    const { rows } = (await answer.json()) as { rows: { id: string; outcome: string; reason?: { key: string } }[] };
    const open = rows.filter((row) => row.outcome === 'waiting' || (row.outcome === 'unknown' && row.reason?.key !== 'errors.not-configured'));
    return { open: open.map((row) => `${row.id}: ${row.reason?.key ?? row.outcome}`), looked: rows.length > 0 };
  };
  await expect.poll(waiting, { timeout: 3 * MINUTE, message: 'checks that have not looked' }).toEqual({ open: [], looked: true });
}
