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

/** Seconds of the lab's time until the cluster itself shows the fault: what is younger may still settle by itself, and no check speaks of it. */
const showsAfter: Readonly<Record<string, number>> = {
  'probe-failing': 45,
  'image-pull-failure': 45,
  'pod-unschedulable': 45,
  'function-unhealthy': 200,
  'proxy-denial': 10,
};

for (const checkId of checkIds) {
  test(`${checkId} is found within ten seconds and explained with evidence`, async ({ page }) => {
    await page.goto('/');
    await untilHealthy(page);
    await lab.on(checkId);
    await lab.advance(showsAfter[checkId] ?? 0);
    const finding = await findingOf(page, checkId);

    await page.goto(`/findings/${finding.id}`);
    const title = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
    expect(title.length).toBeGreaterThan(8);
    expect(title).not.toContain('checks.');
    const seen = page.getByRole('region', { name: 'How it was seen' });
    await expect(seen.getByText(`${checkId} · `).first()).toBeVisible();
    await expect(seen.getByText('Would be false if')).toBeVisible();

    // A cause stands on Now by itself; an effect stands there under its cause.
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Now' }).click();
    await expect(
      page
        .getByRole('main')
        .getByRole('link', { name: title.replace(/\.$/, '') })
        .first(),
    ).toBeVisible();
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
