import { findingOf, openFindings, untilHealthy } from './findings';
import { expect, test } from './fixtures';
import { lab } from './lab';

const outages = [
  { mode: 'frozen', name: 'takes requests and says nothing' },
  { mode: 'refusing', name: 'refuses connections' },
] as const;

for (const { mode, name } of outages) {
  test(`while the API server ${name} the page is old and says so; then it is live again by itself, and nothing was lost`, async ({ page }) => {
    test.setTimeout(240_000);
    await untilHealthy(page);
    await lab.on('gpu-runtime-class-missing');
    const before = await findingOf(page, 'gpu-runtime-class-missing', 30_000);
    await page.goto('/');
    const card = page.locator(`[data-finding="${before.id}"]`);
    await expect(card).toBeVisible();
    const live = page.getByText(/^Live · \d/);
    await expect(live).toBeVisible();
    await page.evaluate(() => document.documentElement.setAttribute('data-not-reloaded', ''));

    await lab.apiServer(mode);
    await expect(page.getByText(/^No answer for .+ · as of /)).toBeVisible({ timeout: 10_000 });
    await expect(live).toHaveCount(0);
    await expect(page.getByText('none is closed on old data')).toBeVisible();
    // Both the mending of the one and the breaking of the other happen while nobody can see it.
    await lab.off('gpu-runtime-class-missing');
    await lab.on('pod-config-error');
    await expect(page.getByText(/^No answer for (1[5-9]|[2-5]\d) s · as of /)).toBeVisible({ timeout: 30_000 });
    expect((await openFindings(page)).map((finding) => finding.id)).toContain(before.id);
    await expect(card).toBeVisible();

    await lab.apiServer('up');
    await expect(live).toBeVisible({ timeout: 10_000 });
    const missed = await findingOf(page, 'pod-config-error', 30_000);
    await expect(page.locator(`[data-finding="${missed.id}"]`)).toBeVisible();
    await expect(card).toHaveCount(0, { timeout: 60_000 });

    await lab.on('function-failed');
    const next = await findingOf(page, 'function-failed', 10_000);
    await expect(page.locator(`[data-finding="${next.id}"]`)).toBeVisible();
    await expect(page.locator('html[data-not-reloaded]')).toHaveCount(1);
  });
}
