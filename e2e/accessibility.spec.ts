import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { findingOf, untilHealthy } from './findings';
import { expect, test } from './fixtures';
import { lab } from './lab';
import { reviewFix, runPlan, untilRunEnds } from './repairs';

/** Faults of every kind of mark: critical and warning, cause and effect, a model that is broken. */
const faults = ['gpu-runtime-class-missing', 'volume-nearly-full', 'pod-crash-loop', 'function-failed'];

interface Place {
  readonly name: string;
  readonly path: string;
  /** What must stand there before the page is judged, or made to stand. */
  readonly ready: (page: Page) => Promise<void>;
}

const tableIsThere = (page: Page) => expect(page.getByRole('table').first()).toBeVisible();

const places: readonly Place[] = [
  { name: 'Now', path: '/', ready: (page) => expect(page.getByRole('article').first()).toBeVisible() },
  { name: 'models', path: '/models', ready: (page) => expect(page.getByRole('article').first()).toBeVisible() },
  {
    name: 'workloads',
    path: '/workloads',
    ready: (page) =>
      expect(
        page
          .getByRole('main')
          .getByRole('link', { name: /^cvat-/ })
          .first(),
      ).toBeVisible(),
  },
  { name: 'storage', path: '/storage', ready: tableIsThere },
  { name: 'GPU', path: '/gpu', ready: (page) => expect(page.getByRole('list').nth(1)).toBeVisible() },
  { name: 'activity', path: '/activity', ready: (page) => expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible() },
  {
    name: 'audit log with an open entry',
    path: '/audit',
    ready: async (page) => {
      await page
        .getByRole('button', { name: /^Entry/ })
        .first()
        .click();
      await expect(page.getByRole('heading', { name: 'What was recorded' })).toBeVisible();
    },
  },
  {
    name: 'settings with a new token',
    path: '/settings',
    ready: async (page) => {
      await expect(page.getByRole('region', { name: 'Accounts' })).toBeVisible();
      const tokens = page.getByRole('region', { name: 'Tokens for scripts' });
      await tokens.getByRole('heading', { name: 'New token', exact: true }).click();
      await tokens.getByRole('textbox', { name: 'Name' }).fill('grafana');
      await tokens.getByRole('button', { name: 'Make the token' }).click();
      await expect(tokens.getByRole('region', { name: 'The new token' })).toBeVisible();
    },
  },
  {
    name: 'setup with a missing right',
    path: '/settings/setup',
    ready: async (page) => {
      await lab.inject({ deny: [{ verb: 'get', resource: 'pods', subresource: 'log' }] });
      await page.getByRole('button', { name: 'Look again' }).click();
      await expect(page.getByText('kubectl create role loupe-see-logs').first()).toBeVisible();
      for (const rights of await page.getByRole('heading', { name: /rights? held$/ }).all()) await rights.click();
    },
  },
];

/** Nothing axe knows of is wrong with the page, in light and in dark. */
async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
    const said = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? node.failureSummary ?? ''}`).join(' | ')}`,
    );
    expect.soft(said, colorScheme).toEqual([]);
  }
}

/** The page never scrolls sideways: not on a phone, not at 200 % (half the pixels of a desk). */
async function expectNoSidewaysScroll(page: Page): Promise<void> {
  for (const viewport of [
    { width: 390, height: 844 },
    { width: 720, height: 450 },
  ]) {
    await page.setViewportSize(viewport);
    await expect
      .poll(
        () =>
          page.evaluate(() => {
            const { scrollWidth, clientWidth } = document.documentElement;
            if (scrollWidth <= clientWidth) return '';
            const wide = [...document.querySelectorAll('main *')].filter((element) => element.getBoundingClientRect().right > clientWidth + 1);
            return `${scrollWidth} > ${clientWidth}: ${wide
              .slice(0, 5)
              .map((element) => `${element.tagName}.${String(element.className).slice(0, 60)}`)
              .join(', ')}`;
          }),
        { message: `sideways scroll at ${viewport.width} px`, timeout: 5_000 },
      )
      .toBe('');
  }
}

async function expectForEverybody(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
}

test('the sign-in page', async ({ browser }) => {
  const page = await (await browser.newContext()).newPage();
  await page.goto('/sign-in?error=refused');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expectForEverybody(page);
});

test('the calm Now', async ({ page }) => {
  await untilHealthy(page);
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Everything works.');
  await expectForEverybody(page);
});

test('every page with findings', async ({ page }) => {
  test.setTimeout(360_000);
  await untilHealthy(page);
  for (const fault of faults) await lab.on(fault);
  for (const fault of faults) await findingOf(page, fault, 30_000);
  for (const { name, path, ready } of places) {
    await test.step(name, async () => {
      await page.setViewportSize({ width: 1280, height: 720 });
      await page.goto(path);
      await ready(page);
      await expectForEverybody(page);
    });
  }
});

test('a pod with its log', async ({ page }) => {
  await untilHealthy(page);
  await lab.on('pod-crash-loop');
  await findingOf(page, 'pod-crash-loop', 30_000);
  await page.goto('/workloads');
  await page
    .getByRole('main')
    .getByRole('link', { name: /^cvat-vector-0/ })
    .first()
    .click();
  await page.waitForURL(/\/workloads\/cvat\//);
  await expect(page.getByText('Configuration failed to build; exiting.').first()).toBeVisible();
  await expectForEverybody(page);
});

test('from a finding over its plan to its run', async ({ page }) => {
  test.setTimeout(240_000);
  await untilHealthy(page);
  await lab.on('volume-nearly-full');
  await lab.on('gpu-runtime-class-missing');
  const finding = await findingOf(page, 'gpu-runtime-class-missing', 30_000);
  await findingOf(page, 'volume-nearly-full', 30_000);
  await page.goto(`/findings/${finding.id}`);
  await expect(page.getByRole('region', { name: 'How it was seen' })).toBeVisible();
  await expectForEverybody(page);
  await reviewFix(page, finding.id, 'set-runtime-class');
  await expectForEverybody(page);
  await runPlan(page);
  await untilRunEnds(page);
  await expectForEverybody(page);
});

test('everything on Now can be reached and used from the keyboard', async ({ page }) => {
  await untilHealthy(page);
  await lab.on('gpu-runtime-class-missing');
  await findingOf(page, 'gpu-runtime-class-missing', 30_000);
  await page.goto('/');
  await expect(page.getByRole('article').first()).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('j');
  await expect(page.getByRole('article').first()).toBeFocused();
  await page.keyboard.press('p');
  await page.waitForURL(/\/plans\//);
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog');
  await expect(palette).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.type('Storage');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/storage/);
});
