import type { Browser, Page } from '@playwright/test';
import { makeAccount, secret } from './accounts';
import { findingOf, openFindings, untilHealthy } from './findings';
import { expect, signIn, test } from './fixtures';
import { lab } from './lab';
import { askForPlan, confirmPlan, offerOf, reviewFix, runButton, runPlan, untilRunEnds } from './repairs';

interface RunLine {
  readonly id: string;
  readonly status: string;
}

const newest = async (page: Page): Promise<RunLine | undefined> => ((await (await page.request.get('/api/topics/runs')).json()) as { rows: RunLine[] }).rows[0];

/** Switches a scenario on and answers its finding's id. */
async function found(page: Page, scenario: string, after = 0): Promise<string> {
  await untilHealthy(page);
  await lab.on(scenario);
  await lab.advance(after);
  return (await findingOf(page, scenario, 30_000)).id;
}

/** Another tab of the same person. */
async function secondTab(page: Page): Promise<Page> {
  return page.context().newPage();
}

async function signedIn(browser: Browser, name: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, name, secret);
  return page;
}

async function ledgerRows(page: Page, event: string) {
  await page.goto('/audit');
  await page.getByRole('combobox', { name: 'Event' }).selectOption({ label: event });
  return page.getByRole('table', { name: 'Entries of the ledger, newest first' }).getByRole('row');
}

test('a run can be taken back from its page: the undo is read, run, verified and tied to it', async ({ page }) => {
  test.setTimeout(180_000);
  const id = await found(page, 'gpu-runtime-class-missing');
  await reviewFix(page, id, 'set-runtime-class');
  await runPlan(page);
  await untilRunEnds(page);
  const undo = page.getByRole('region', { name: 'Undo' });
  await undo.getByRole('button', { name: 'Plan the undo' }).click();
  await page.waitForURL(/\/plans\//);
  await expect(page.getByRole('region', { name: 'What will change' })).toContainText('runtimeClassName');
  await runPlan(page, 'taken back');
  await untilRunEnds(page);
  await page.getByRole('region', { name: 'Undo' }).getByRole('link', { name: 'Open the run this one undid' }).click();
  await expect(page.getByRole('region', { name: 'Undo' }).getByRole('link', { name: 'Open the run that undid it' })).toBeVisible();
  // What was repaired is broken again, and said to be.
  await expect.poll(async () => (await openFindings(page)).map((open) => open.checkId), { timeout: 30_000 }).toContain('gpu-runtime-class-missing');
});

test('a range that is none, or reaches too far, is refused in words, and nothing is planned', async ({ page }) => {
  const id = await found(page, 'proxy-denial', 10);
  const fill = (address: string, range: string) => async (on: Page) => {
    await on.getByRole('textbox', { name: /^Address and port/ }).fill(address);
    await on.getByRole('textbox', { name: /^A whole range/ }).fill(range);
    if (range) await on.getByRole('checkbox', { name: /A range is needed/ }).check();
  };
  const offer = offerOf(page, 'allow-storage-address');
  await askForPlan(page, id, 'allow-storage-address', fill('minio.example:9000', ''));
  await expect(offer.getByRole('alert')).toContainText('An IP address and the port CVAT connects to');
  await askForPlan(page, id, 'allow-storage-address', fill('', '10.60.0.0/99'));
  await expect(offer.getByRole('alert')).toContainText('A range in CIDR form');
  await askForPlan(page, id, 'allow-storage-address', fill('', '0.0.0.0/0'));
  await expect(offer.getByRole('alert')).not.toBeEmpty();
  await expect(page).toHaveURL(/\/findings\//);
  await expect((await ledgerRows(page, 'Run refused')).filter({ hasText: 'allow-storage-address' }).first()).toContainText('Refused');
});

test('a size that Kubernetes does not read is refused in words, and nothing is planned', async ({ page }) => {
  const id = await found(page, 'volume-nearly-full');
  for (const size of ['60GB', '0x40', '-5Gi']) {
    await askForPlan(page, id, 'expand-volume', (on) => on.getByRole('textbox', { name: /^New size/ }).fill(size));
    await expect(offerOf(page, 'expand-volume').getByRole('alert').first(), size).toContainText('A size as Kubernetes writes it');
  }
  // Readable, but no growth: the plan itself says no.
  await askForPlan(page, id, 'expand-volume', (on) => on.getByRole('textbox', { name: /^New size/ }).fill('1Gi'));
  await expect(offerOf(page, 'expand-volume').getByRole('alert').first()).not.toBeEmpty();
  await expect(page).toHaveURL(/\/findings\//);
});

test('when the world moved since the plan, the new plan is shown and nothing has run', async ({ page }) => {
  const id = await found(page, 'setting-inconsistent');
  await reviewFix(page, id, 'align-setting', (on) => on.getByRole('textbox', { name: /^Value/ }).fill(''));
  const before = await newest(page);
  // Somebody edits the same Deployments meanwhile.
  await lab.on('proxy-range-too-wide');
  await confirmPlan(page);
  await expect(page.getByRole('status').filter({ hasText: 'This is a new plan' })).toBeVisible();
  await expect(page).toHaveURL(/moved=1/);
  expect((await newest(page))?.id).toBe(before?.id);
});

test('two people at once: the second is told that somebody is at work, and changes nothing', async ({ page, browser }) => {
  test.setTimeout(180_000);
  const operator = await makeAccount(page, 'operator');
  const id = await found(page, 'kvrocks-write-refused');
  const other = await signedIn(browser, operator);
  await reviewFix(page, id, 'drop-image-cache');
  await reviewFix(other, id, 'drop-image-cache');
  await runPlan(page);
  await confirmPlan(other);
  await expect(other.getByRole('alert').filter({ hasText: 'Another run works on this target.' })).toBeVisible();
  await expect(other).toHaveURL(/\/plans\//);
  await untilRunEnds(page);
  await expect((await ledgerRows(page, 'Run refused')).filter({ hasText: operator }).first()).toContainText('drop-image-cache');
});

test('the same plan sent from two tabs runs once', async ({ page }) => {
  test.setTimeout(180_000);
  const id = await found(page, 'gpu-runtime-class-missing');
  await reviewFix(page, id, 'set-runtime-class');
  const twin = await secondTab(page);
  await twin.goto(page.url());
  await expect(runButton(twin)).toBeVisible();
  await runPlan(page);
  await runPlan(twin);
  expect(new URL(twin.url()).pathname).toBe(new URL(page.url()).pathname);
});

test('a right that is missing is named, the button is off, and a plan made before it was taken is denied and on record', async ({ page }) => {
  const id = await found(page, 'gpu-runtime-class-missing');
  await reviewFix(page, id, 'set-runtime-class');
  await lab.inject({ deny: [{ verb: 'patch', resource: 'deployments' }] });
  await confirmPlan(page);
  await page.waitForURL(/\/runs\/|\/plans\//);
  const sentence = page.getByRole('heading', { level: 1 });
  await expect(sentence.filter({ hasText: 'denied, nothing changed' }).or(page.getByRole('alert').filter({ hasText: 'a right is missing' }))).toBeVisible();
  await expect((await ledgerRows(page, 'All events')).filter({ hasText: 'Denied' }).first()).toContainText('set-runtime-class');
  // A plan made now knows it beforehand.
  await reviewFix(page, id, 'set-runtime-class');
  await expect(runButton(page)).toBeDisabled();
  await expect(page.getByText(/Off: Loupe lacks the right to|Off: the API server would refuse a step/)).toBeVisible();
});

test('a viewer sees each fix but no active button, and the server refuses what a changed page sends', async ({ page, browser }) => {
  const name = await makeAccount(page, 'viewer');
  const id = await found(page, 'gpu-runtime-class-missing');
  const viewer = await signedIn(browser, name);
  await viewer.goto(`/findings/${id}`);
  const offer = offerOf(viewer, 'set-runtime-class');
  await expect(offer.getByText('Off: the role viewer may look, not act')).toBeVisible();
  await expect(offer.getByRole('button', { name: 'Review fix' })).toBeDisabled();
  await viewer.goto('/');
  await expect(viewer.getByRole('button', { name: 'Review fix' }).first()).toBeDisabled();

  // The administrator's own request, sent again with the viewer's session.
  const action = page.waitForRequest((request) => request.method() === 'POST' && request.headers()['next-action'] !== undefined);
  await reviewFix(page, id, 'set-runtime-class');
  const sent = await action;
  const headers = { 'next-action': sent.headers()['next-action'] ?? '', 'content-type': 'text/plain;charset=UTF-8', origin: new URL(page.url()).origin };
  const answer = await viewer.request.post(`/findings/${id}`, { headers, data: sent.postData() ?? '' });
  expect(await answer.text()).toContain('"forbidden"');
  await expect((await ledgerRows(page, 'Action denied')).filter({ hasText: name }).first()).toBeVisible();
});
