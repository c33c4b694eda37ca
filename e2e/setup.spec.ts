import type { Page } from '@playwright/test';
import { makeAccount, secret } from './accounts';
import { expect, signIn, test } from './fixtures';
import { lab } from './lab';
import { assertLedgerHolds, inOwnPlace, signedInPage, startOwnApp, startOwnLab } from './own-app';

const tokenCard = (page: Page) => page.getByRole('region', { name: 'CVAT token', exact: true });
const source = (page: Page, name: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) });

async function enter(page: Page, token: string): Promise<void> {
  await tokenCard(page).getByLabel('Token', { exact: true }).fill(token);
  await tokenCard(page)
    .getByRole('button', { name: /^Test and/ })
    .click();
}

test('every source says how it was found and reached, and nothing is missing where everything is granted', async ({ page }) => {
  await page.goto('/settings');
  await page.getByRole('link', { name: /^Setup/ }).click();
  await expect(page).toHaveURL('/settings/setup', { timeout: 30_000 });
  await expect(source(page, 'Kubernetes API server')).toContainText('kubeconfig, context');
  await expect(source(page, 'CVAT server')).toContainText('set by LOUPE_CVAT_URL');
  await expect(source(page, 'KVRocks')).toContainText('CVAT_REDIS_ONDISK_HOST of');
  await expect(source(page, 'Logs')).toContainText('Works');
  await expect(tokenCard(page)).toContainText('LOUPE_CVAT_TOKEN is set and wins.');
  await expect(tokenCard(page).getByLabel('Token', { exact: true })).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'CVAT releases' }).getByRole('row').filter({ hasText: 'Open now' })).toContainText('cvat');
});

test('a missing right stands there with the commands that grant it, until it is granted', async ({ page }) => {
  await lab.inject({ deny: [{ verb: 'get', resource: 'pods', subresource: 'log' }] });
  await page.goto('/settings/setup');
  await page.getByRole('button', { name: 'Look again' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/needs? something from you/);
  const logs = source(page, 'Logs');
  await expect(logs).toContainText('kubectl create role loupe-see-logs --namespace=cvat --verb=get --resource=pods/log');
  await expect(logs).toContainText('kubectl create rolebinding loupe-see-logs --namespace=cvat --role=loupe-see-logs --serviceaccount=cvat:loupe');
  await lab.reset();
  await page.getByRole('button', { name: 'Look again' }).click();
  await expect(logs).toContainText('Works', { timeout: 30_000 });
  await expect(logs).not.toContainText('kubectl');
});

test('a viewer sees how things stand and can change nothing', async ({ page, browser }) => {
  const name = await makeAccount(page, 'viewer');
  const viewer = await (await browser.newContext()).newPage();
  await signIn(viewer, name, secret);
  await viewer.goto('/settings/setup');
  await expect(source(viewer, 'Kubernetes API server')).toBeVisible();
  await expect(viewer.getByRole('button', { name: 'Look again' })).toBeDisabled();
  await expect(tokenCard(viewer)).toContainText('An administrator can enter a token.');
  await expect(viewer.getByRole('button', { name: /Test|Remove|Look at this one/ })).toHaveCount(0);
});

test('CVAT’s token is entered on the page, tested at once, kept encrypted and never told again', async ({ browser }) => {
  test.setTimeout(240_000);
  await inOwnPlace(7460, undefined, async ({ start, ...place }) => {
    const without = { ...place.env, LOUPE_CVAT_TOKEN: '', LOUPE_SECRET: 'a'.repeat(40) };
    await start(startOwnLab(place.labPort, []));
    let app = await start(startOwnApp(place.port, without));
    let page = await signedInPage(browser, app.url);
    await page.goto('/settings/setup');
    await expect(tokenCard(page)).toContainText('None is entered. Everything else works without it');
    await expect(source(page, 'CVAT token')).toContainText('Missing');
    await expect(source(page, 'CVAT server')).toContainText('Works');

    await enter(page, 'not-the-token');
    await expect(tokenCard(page).getByRole('alert').filter({ hasText: 'CVAT refuses this token' })).toBeVisible();
    await expect(source(page, 'CVAT token')).toContainText('Missing');

    await enter(page, 'lab-token');
    await expect(tokenCard(page)).toContainText('Works: it belongs to admin');
    await expect(source(page, 'CVAT token')).toContainText('Works', { timeout: 30_000 });
    await expect(tokenCard(page).getByLabel('Token', { exact: true })).toHaveValue('');
    const told = [
      await page.content(),
      await (await page.request.get('/api/setup')).text(),
      await (await page.request.get('/api/audit/export?format=jsonl')).text(),
    ];
    for (const text of told) expect(text).not.toMatch(/lab-token|not-the-token/);
    expect(told[2]).toContain('"outcome":"refused"');

    // With another secret nothing breaks: it has to be entered again.
    await app.kill();
    app = await start(startOwnApp(place.port, { ...without, LOUPE_SECRET: 'b'.repeat(40) }));
    page = await signedInPage(browser, app.url);
    await page.goto('/settings/setup');
    await expect(tokenCard(page)).toContainText('cannot be decrypted');
    await expect(source(page, 'CVAT token')).toContainText('Enter it again.');

    // Where the former secret is named it is read, and sealed anew: then the former one is not needed any more.
    await app.kill();
    app = await start(startOwnApp(place.port, { ...without, LOUPE_SECRET: 'b'.repeat(40), LOUPE_SECRET_PREVIOUS: 'a'.repeat(40) }));
    await app.kill();
    app = await start(startOwnApp(place.port, { ...without, LOUPE_SECRET: 'b'.repeat(40) }));
    page = await signedInPage(browser, app.url);
    await page.goto('/settings/setup');
    await expect(source(page, 'CVAT token')).toContainText('Works', { timeout: 30_000 });
    await tokenCard(page).getByRole('button', { name: 'Remove' }).click();
    await expect(tokenCard(page)).toContainText('None is entered.');
    await assertLedgerHolds(place.dataDir);
  });
});
