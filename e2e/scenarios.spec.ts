import { findingOf, untilHealthy } from './findings';
import { expect, test } from './fixtures';
import { lab } from './lab';

/** Checks of the first slice: each has a scenario of its own name. */
const checkIds = [
  'pod-config-error',
  'pod-crash-loop',
  'probe-failing',
  'image-pull-failure',
  'pod-unschedulable',
  'rollout-stuck',
  'node-disk-pressure',
  'volume-nearly-full',
  'kvrocks-disk-filling',
  'kvrocks-write-refused',
  'server-unreachable',
  'server-health-failing',
  'nuclio-unreachable',
  'function-failed',
  'function-unhealthy',
  'function-build-stuck',
  'invocation-url-missing',
  'function-hidden',
  'function-breaks-list',
  'gpu-runtime-class-missing',
  'cuda-unavailable',
  'proxy-denial',
  'proxy-range-too-wide',
  'setting-inconsistent',
  'chart-image-skew',
];

for (const checkId of checkIds) {
  test(`${checkId} is found within ten seconds and explained with evidence`, async ({ page }) => {
    await page.goto('/');
    await untilHealthy(page);
    await lab.on(checkId);
    const finding = await findingOf(page, checkId);

    await page.goto(`/findings/${finding.id}`);
    const title = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
    expect(title.length).toBeGreaterThan(8);
    expect(title).not.toContain('checks.');
    const seen = page.getByRole('region', { name: 'How it was seen' });
    await expect(seen.getByText(checkId)).toBeVisible();
    await expect(seen.getByText('Would be false if')).toBeVisible();

    // A cause stands on Now by itself; an effect stands there under its cause.
    await page.getByRole('link', { name: 'Now' }).first().click();
    await expect(page.getByRole('link', { name: title }).first()).toBeVisible();
  });
}

test('a healthy installation is calm: no finding, and it says so', async ({ page }) => {
  await page.goto('/');
  await untilHealthy(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Everything works.');
});

test('a change in the cluster is on the screen without a reload', async ({ page }) => {
  await page.goto('/');
  await untilHealthy(page);
  await lab.on('gpu-runtime-class-missing');
  await expect(page.getByRole('article').first()).toBeVisible();
  await lab.off('gpu-runtime-class-missing');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Everything works.', { timeout: 60_000 });
});
