import type { Page } from '@playwright/test';
import { findingOf, openFindings, untilHealthy } from './findings';
import { expect, test } from './fixtures';
import { lab } from './lab';
import { reviewFix, runPlan, untilRunEnds } from './repairs';

interface Journey {
  readonly remediation: string;
  readonly scenario: string;
  readonly check: string;
  /** Seconds of lab time until the fault shows. */
  readonly after?: number;
  readonly fill?: (page: Page) => Promise<void>;
  /** Asks to type the target's name. */
  readonly typed?: boolean;
}

const journeys: readonly Journey[] = [
  { remediation: 'set-runtime-class', scenario: 'gpu-runtime-class-missing', check: 'gpu-runtime-class-missing' },
  { remediation: 'delete-failed-function', scenario: 'function-failed', check: 'function-failed', typed: true },
  { remediation: 'redeploy-function', scenario: 'invocation-url-missing', check: 'invocation-url-missing' },
  { remediation: 'release-stuck-build', scenario: 'function-build-stuck', check: 'function-build-stuck' },
  { remediation: 'compact-kvrocks', scenario: 'kvrocks-disk-filling', check: 'kvrocks-disk-filling' },
  { remediation: 'drop-image-cache', scenario: 'kvrocks-write-refused', check: 'kvrocks-write-refused', typed: true },
  {
    remediation: 'expand-volume',
    scenario: 'volume-nearly-full',
    check: 'volume-nearly-full',
    typed: true,
    fill: (page) => page.getByRole('textbox', { name: /^New size/ }).fill(''),
  },
  {
    remediation: 'allow-storage-address',
    scenario: 'proxy-denial',
    check: 'proxy-denial',
    after: 60,
    fill: (page) => page.getByRole('textbox', { name: /^Address and port/ }).fill(''),
  },
  { remediation: 'narrow-proxy-range', scenario: 'proxy-range-too-wide', check: 'proxy-range-too-wide', after: 60 },
  {
    remediation: 'align-setting',
    scenario: 'setting-inconsistent',
    check: 'setting-inconsistent',
    fill: (page) => page.getByRole('textbox', { name: /^Value/ }).fill(''),
  },
  { remediation: 'restart-workload', scenario: 'pod-crash-loop', check: 'pod-crash-loop' },
  { remediation: 'undo-rollout', scenario: 'rollout-stuck', check: 'rollout-stuck' },
];

for (const { remediation, scenario, check, after, fill, typed } of journeys) {
  test(`${remediation} repairs ${scenario}, proves it and is on record`, async ({ page }) => {
    test.setTimeout(180_000);
    await untilHealthy(page);
    await lab.on(scenario);
    if (after) await lab.advance(after);
    const finding = await findingOf(page, check, 30_000);

    await reviewFix(page, finding.id, remediation, fill);
    const planned = page.getByRole('region', { name: 'What will change' });
    await expect(planned.getByRole('listitem').first()).toBeVisible();
    const cost = page.getByRole('region', { name: 'What it costs' });
    for (const part of ['Risk', 'Restarts', 'Undo', 'Needs']) await expect(cost.getByText(part, { exact: true })).toBeVisible();
    await expect(page.getByRole('textbox', { name: /^Type .* to confirm/ })).toHaveCount(typed ? 1 : 0);
    await runPlan(page, `journey of ${remediation}`);
    await untilRunEnds(page);

    await expect(page.getByText(`Reason given: journey of ${remediation}`)).toBeVisible();
    await expect.poll(async () => (await openFindings(page)).map((open) => open.id)).not.toContain(finding.id);
    await page.getByRole('region', { name: 'Audit log' }).getByRole('link', { name: 'Open' }).click();
    const ledger = page.getByRole('table', { name: 'Entries of the ledger, newest first' });
    await expect(ledger.getByRole('row').filter({ hasText: 'Run begun' })).toHaveCount(1);
    await expect(ledger.getByRole('row').filter({ hasText: 'Run ended' })).toContainText('Verified');
    await expect(ledger.getByRole('row').filter({ hasText: remediation }).first()).toBeVisible();

    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1 })).not.toBeEmpty();
    await expect(page.locator(`[data-finding="${finding.id}"]`)).toHaveCount(0);
  });
}
