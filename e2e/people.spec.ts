import type { Browser, Page } from '@playwright/test';
import { makeAccount, secret } from './accounts';
import { expect, signIn, test } from './fixtures';
import { lab } from './lab';
import { password } from './stage';

const pages = ['/', '/workloads', '/storage', '/gpu', '/activity', '/audit', '/settings', '/settings/setup'];

/** Somebody else's browser: no cookie of ours. */
async function visitor(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

async function fillSignIn(page: Page, username: string, secretWord: string): Promise<void> {
  await page.getByRole('textbox', { name: 'User name' }).fill(username);
  await page.getByLabel('Password').fill(secretWord);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test.describe('signing in', () => {
  test('a wrong password and an unknown name get the same answer, and no way in', async ({ browser }) => {
    const page = await visitor(browser);
    for (const name of ['admin', 'nobody-of-that-name']) {
      await page.goto('/sign-in');
      await fillSignIn(page, name, 'not-the-password');
      await expect(page.getByRole('status')).toHaveText('That user name and password do not belong together.');
      await expect(page).toHaveURL(/\/sign-in/);
    }
    await page.goto('/sign-in');
    await fillSignIn(page, 'admin', password);
    await expect(page).toHaveURL('/');
    await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible();
  });

  test('after five failures an account’s door stays shut, also for the right password', async ({ page, browser }) => {
    const name = await makeAccount(page, 'viewer');
    const other = await visitor(browser);
    for (let attempt = 0; attempt < 5; attempt++) {
      await other.goto('/sign-in');
      await fillSignIn(other, name, 'not-the-password');
      await expect(other.getByRole('status')).toHaveText('That user name and password do not belong together.');
    }
    await other.goto('/sign-in');
    await fillSignIn(other, name, secret);
    await expect(other.getByRole('status')).toContainText('Too many failed attempts. Next one possible in');
    await other.goto('/');
    await expect(other).toHaveURL(/\/sign-in/);
  });

  test('signing out ends the session for every tab', async ({ page, context }) => {
    await page.goto('/');
    const cookies = await context.cookies();
    await page.getByRole('button', { name: /^admin/ }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(/\/sign-in/);
    // The old cookie is worth nothing: the session is gone from the database too.
    await context.addCookies(cookies);
    await page.goto('/');
    await expect(page).toHaveURL(/\/sign-in/);
  });
});

test.describe('somebody signed out', () => {
  for (const path of pages) {
    test(`is sent from ${path} to the sign-in page`, async ({ browser }) => {
      const page = await visitor(browser);
      await page.goto(path);
      await expect(page).toHaveURL(/\/sign-in/);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in to Loupe');
    });
  }

  test('gets 401 from every route that answers data', async ({ browser }) => {
    const { request } = await visitor(browser);
    const routes = [
      '/api/topics/findings',
      '/api/topics/pods',
      '/api/stream',
      '/api/audit',
      '/api/audit/export?format=jsonl',
      '/api/settings',
      '/api/accounts',
      '/api/setup',
      '/api/discovery',
      '/api/tokens',
      '/api/findings/x',
      '/api/findings/x/around',
      '/api/plans/x',
      '/api/runs/x',
      '/api/claims/cvat/x/history',
      '/api/pods/cvat/x/log?container=x',
      '/api/pods/cvat/x/events',
    ];
    for (const route of routes) expect((await request.get(route)).status(), route).toBe(401);
  });
});

test.describe('accounts', () => {
  test('an administrator makes a viewer, who sees everything but accounts and may change nothing', async ({ page, browser }) => {
    const name = await makeAccount(page, 'viewer');
    const viewer = await visitor(browser);
    await signIn(viewer, name, secret);
    await viewer.goto('/settings');
    await expect(viewer.getByRole('heading', { level: 1 })).toContainText('right');
    await expect(viewer.getByRole('region', { name: 'Accounts' })).toHaveCount(0);
    await expect(viewer.getByRole('button', { name: 'Save thresholds' })).toBeDisabled();
    expect((await viewer.request.get('/api/accounts')).status()).toBe(403);
    expect((await viewer.request.get('/api/audit')).status()).toBe(200);
  });

  test('an operator sees no accounts either', async ({ page, browser }) => {
    const name = await makeAccount(page, 'operator');
    const operator = await visitor(browser);
    await signIn(operator, name, secret);
    await operator.goto('/settings');
    await expect(operator.getByRole('region', { name: 'Installation' })).toBeVisible();
    await expect(operator.getByRole('region', { name: 'Accounts' })).toHaveCount(0);
    expect((await operator.request.get('/api/accounts')).status()).toBe(403);
  });

  test('a bad name or password is refused beside its field, and nothing typed is lost', async ({ page }) => {
    await page.goto('/settings');
    const accounts = page.getByRole('region', { name: 'Accounts' });
    await accounts.getByRole('heading', { name: 'New account' }).click();
    await accounts.getByRole('textbox', { name: 'User name' }).fill('has blanks');
    await accounts.getByLabel('Password').fill('short');
    await accounts.getByRole('button', { name: 'Make the account' }).click();
    await expect(accounts.getByRole('alert').filter({ hasText: 'A value was not accepted.' })).toBeVisible();
    await expect(accounts.getByRole('textbox', { name: 'User name' })).toHaveValue('has blanks');
    await expect(accounts.getByRole('textbox', { name: 'User name' })).toHaveAttribute('aria-invalid', 'true');
  });

  test('ending sessions puts somebody out at once, and it is on record', async ({ page, browser }) => {
    const name = await makeAccount(page, 'viewer');
    const viewer = await visitor(browser);
    await signIn(viewer, name, secret);
    await viewer.goto('/storage');
    await expect(viewer.getByRole('navigation', { name: 'Pages' })).toBeVisible();
    await page.goto('/settings');
    const row = page.getByRole('region', { name: 'Accounts' }).getByRole('row').filter({ hasText: name });
    await row.getByRole('button', { name: 'End sessions' }).click();
    await expect(row.getByRole('button', { name: 'End sessions' })).toBeDisabled();
    expect((await viewer.request.get('/api/topics/pods')).status()).toBe(401);
    await viewer.goto('/storage');
    await expect(viewer).toHaveURL(/\/sign-in/);
    await page.goto('/audit');
    await expect(page.getByRole('row').filter({ hasText: 'Sessions ended' }).filter({ hasText: name })).toBeVisible();
  });

  test('a disabled account cannot come back', async ({ page, browser }) => {
    const name = await makeAccount(page, 'operator');
    await page.goto('/settings');
    const row = page.getByRole('region', { name: 'Accounts' }).getByRole('row').filter({ hasText: name });
    await row.getByRole('button', { name: 'Disable' }).click();
    await expect(row.getByRole('button', { name: 'Enable' })).toBeVisible();
    const other = await visitor(browser);
    await other.goto('/sign-in');
    await fillSignIn(other, name, secret);
    await expect(other.getByRole('status')).toHaveText('That user name and password do not belong together.');
  });
});

test.describe('the annotators’ page', () => {
  /** Words of the cluster that nobody without an account may read in what the server answers about models … */
  const inner = /nuclio|cvat-backend|kvrocks|registry\.|runtimeClass|10\.42\.|"namespace"|"node"|"pod"|docker\.io|cvat\/server/i;
  /** … and its own names, which no sentence of the page holds. */
  const names =
    /(pth|onnx|yolo11x)-[a-z]+-|nuclio-(pth|onnx|yolo)|registry\.|10\.42\.|polynode-1|polydev-desktop|cvat-backend-server|cvat-frontend-|cvat\/server:/i;

  test('can be read without an account, and holds nothing of the cluster', async ({ browser }) => {
    await lab.on('gpu-runtime-class-missing');
    await lab.on('function-unhealthy');
    const page = await visitor(browser);
    const answer = await page.goto('/models');
    expect(answer?.status()).toBe(200);
    await expect(page.getByRole('article').first()).toBeVisible();
    expect((await answer?.text()) ?? '').not.toMatch(names);
    const json = await page.request.get('/api/public/models');
    expect(json.status()).toBe(200);
    const text = await json.text();
    expect(JSON.parse(text).rows.length).toBeGreaterThan(0);
    expect(text).not.toMatch(inner);
    await expect(page.getByRole('link', { name: 'Explain' })).toHaveCount(0);
  });

  test('speaks English, Russian and Japanese, and remembers which', async ({ browser }) => {
    const page = await visitor(browser);
    await page.goto('/models');
    await page.getByRole('button', { name: 'Русский' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('модел');
    await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
    await page.getByRole('button', { name: '日本語' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('モデル');
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('モデル');
    await page.getByRole('button', { name: 'English' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('used now');
  });

  test('is shut when the administrator takes it back', async ({ page, browser }) => {
    await page.goto('/settings');
    const open = page.getByRole('checkbox', { name: /Models page can be read without an account/ });
    await expect(open).toBeChecked();
    await open.click();
    await expect(open).not.toBeChecked();
    const other = await visitor(browser);
    expect((await other.request.get('/api/public/models')).status()).toBe(404);
    await other.goto('/models');
    await expect(other).toHaveURL(/\/sign-in/);
    await open.click();
    await expect(open).toBeChecked();
  });
});
