import type { Page } from '@playwright/test';
import { findingOf, openFindings } from '../findings';
import { assertLedgerHolds } from '../own-app';
import { reviewFix, runPlan } from '../repairs';
import { expect, noRig, test } from './fixtures';
import { type MoreFault, moreFaults, takeBackByHand } from './more-faults';
import { MINUTE } from './stage';

interface Repair {
  readonly remediationId: string;
  readonly checkId: string;
  /** Made by hand before it; without one the seed's own fault is on. */
  readonly fault?: MoreFault;
  readonly fill?: (page: Page) => Promise<void>;
}

const byDefault = (field: RegExp) => (page: Page) => page.getByRole('textbox', { name: field }).fill('');

/** Every remediation, each on a fault of its own. Two of them stand on what the one before left behind. */
const repairs: readonly Repair[] = [
  { remediationId: 'set-runtime-class', checkId: 'gpu-runtime-class-missing' },
  // The backend's claim shares its disk with others, and the room left there would not bring it below the line: the plan says so. KVRocks' has room.
  { remediationId: 'expand-volume', checkId: 'kvrocks-disk-filling', fill: byDefault(/^New size/) },
  { remediationId: 'compact-kvrocks', checkId: 'kvrocks-disk-filling', fault: 'store-full' },
  { remediationId: 'delete-failed-function', checkId: 'function-failed', fault: 'function-failed' },
  { remediationId: 'redeploy-function', checkId: 'invocation-url-missing', fault: 'address-missing' },
  { remediationId: 'release-stuck-build', checkId: 'function-build-stuck', fault: 'build-abandoned' },
  { remediationId: 'undo-rollout', checkId: 'rollout-stuck', fault: 'rollout-broken' },
  { remediationId: 'restart-workload', checkId: 'pod-crash-loop', fault: 'pod-crashing' },
  { remediationId: 'align-setting', checkId: 'setting-inconsistent', fault: 'setting-differs', fill: byDefault(/^Value/) },
  { remediationId: 'allow-storage-address', checkId: 'proxy-denial', fault: 'storage-denied', fill: byDefault(/^Address and port/) },
  { remediationId: 'narrow-proxy-range', checkId: 'proxy-range-too-wide', fault: 'proxy-range-wide' },
  { remediationId: 'drop-image-cache', checkId: 'kvrocks-write-refused', fault: 'writes-refused' },
];
/** These would undo or hide another's fault: they are made when their turn comes. */
const later: readonly MoreFault[] = ['store-full', 'storage-denied', 'proxy-range-wide', 'writes-refused'];

test.describe('every remediation, on a real control plane', () => {
  test.skip(Boolean(noRig), noRig);
  test.describe.configure({ timeout: 5 * MINUTE });

  test.beforeAll(async ({ rig }) => {
    test.setTimeout(5 * MINUTE);
    await takeBackByHand(rig);
    await rig.setFaults(['missing-runtime-class', 'kvrocks-full']);
    for (const { fault } of repairs) if (fault && !later.includes(fault)) await moreFaults[fault](rig);
  });

  for (const { remediationId, checkId, fault, fill } of repairs) {
    test(`${remediationId} mends ${checkId}, is verified and on record`, async ({ rig, console: page, loupe }) => {
      if (fault && later.includes(fault)) await moreFaults[fault](rig);
      const finding = await findingOf(page, checkId, 2 * MINUTE);
      await reviewFix(page, finding.id, remediationId, fill);
      await expect(page.getByRole('region', { name: 'What will change' }).getByRole('listitem').first()).toBeVisible();
      await runPlan(page, `journey of ${remediationId}`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/: verified\.$/, { timeout: 4 * MINUTE });
      const runId = page.url().split('/').at(-1) ?? '';

      await expect.poll(async () => (await openFindings(page)).map((open) => open.id), { timeout: MINUTE }).not.toContain(finding.id);
      const answer = await page.request.get(`/api/audit?runId=${runId}`);
      const { entries } = (await answer.json()) as { entries: { event: string; outcome?: string }[] };
      expect(entries.filter((entry) => entry.event === 'run-intent')).toHaveLength(1);
      expect(entries.filter((entry) => entry.event === 'run-outcome').map((entry) => entry.outcome)).toEqual(['verified']);
      await assertLedgerHolds(loupe.dataDir);
    });
  }
});
