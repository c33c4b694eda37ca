import { type APIRequestContext, type Browser, type Page, request } from '@playwright/test';
import Ajv2020 from 'ajv/dist/2020.js';
import { makeAccount, secret } from './accounts';
import { findingOf, untilHealthy } from './findings';
import { expect, signIn, test } from './fixtures';
import { lab } from './lab';

interface OpenApi {
  readonly paths: Readonly<Record<string, { readonly get: { readonly operationId: string; readonly responses: { readonly 200: Answer } } }>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}
interface Answer {
  readonly content: { readonly 'application/json': { readonly schema: { readonly $ref: string } } };
}

const origin = () => new URL(test.info().project.use.baseURL ?? '').origin;
const tokens = (page: Page) => page.getByRole('region', { name: 'Tokens for scripts' });

/** Makes a token on Settings with the named scopes, reads its value from the page, and puts it away. */
async function makeToken(page: Page, name: string, scopes: readonly RegExp[] = []): Promise<string> {
  await page.goto('/settings');
  const card = tokens(page);
  await card.getByRole('heading', { name: 'New token', exact: true }).click();
  await card.getByRole('textbox', { name: 'Name' }).fill(name);
  for (const scope of scopes) await card.getByRole('checkbox', { name: scope }).check();
  await card.getByRole('button', { name: 'Make the token' }).click();
  const made = card.getByRole('region', { name: 'The new token' });
  const value = (await made.locator('pre').first().textContent()) ?? '';
  expect(value).toMatch(/^loupe_[\w-]{43}$/);
  await made.getByRole('button', { name: 'Put away' }).click();
  await expect(made).toHaveCount(0);
  return value;
}

/** A script: it has the token and nothing of a browser. */
function script(token?: string): Promise<APIRequestContext> {
  return request.newContext({ baseURL: origin(), ...(token ? { extraHTTPHeaders: { authorization: `Bearer ${token}` } } : {}) });
}

async function otherPage(browser: Browser, name: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, name, secret);
  return page;
}

test('a token made on Settings is shown once, reads everything the document describes, and what is answered conforms to it', async ({ page }) => {
  test.setTimeout(120_000);
  await untilHealthy(page);
  await lab.on('volume-nearly-full');
  const finding = await findingOf(page, 'volume-nearly-full', 30_000);
  const value = await makeToken(page, 'everything', [/The audit log/]);
  await page.reload();
  await expect(tokens(page).getByRole('row').filter({ hasText: 'everything' }).first()).toContainText('Works');
  expect(await page.content()).not.toContain(value);

  const api = await script(value);
  const document = (await (await api.get('/api/v1/openapi.json')).json()) as OpenApi;
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema({ $id: 'https://loupe.invalid/', components: document.components });
  const known: Record<string, string> = { '/findings/{id}': `/findings/${finding.id}`, '/claims/{namespace}/{name}/history': await firstClaim(api) };
  for (const [path, { get }] of Object.entries(document.paths)) {
    // There is no run in this journey; the journeys of the repairs make them.
    if (path === '/runs/{id}') continue;
    const answer = await api.get(`/api/v1${known[path] ?? path}`);
    expect(answer.status(), path).toBe(200);
    expect(answer.headers()['cache-control'], path).toBe('no-store');
    const validate = ajv.compile({ $ref: `https://loupe.invalid/${get.responses[200].content['application/json'].schema.$ref}` });
    expect(validate(await answer.json()), `${path}: ${ajv.errorsText(validate.errors)}`).toBe(true);
  }
  const open = (await (await api.get('/api/v1/findings?check=volume-nearly-full')).json()) as { rows: { title: string; summary: string }[]; total: number };
  expect(open.total).toBe(1);
  expect(open.rows[0]?.title).toMatch(/%|full/);
  await expect(tokens(page).getByRole('row').filter({ hasText: 'everything' }).first()).toContainText('never');
  await page.reload();
  await expect(tokens(page).getByRole('row').filter({ hasText: 'everything' }).first()).not.toContainText('never');
});

async function firstClaim(api: APIRequestContext): Promise<string> {
  const { rows } = (await (await api.get('/api/v1/claims?limit=1')).json()) as { rows: { namespace: string; name: string }[] };
  return `/claims/${rows[0]?.namespace}/${rows[0]?.name}/history`;
}

test('cookies open nothing, a token opens only its scopes, and refusals are problem documents', async ({ page }) => {
  const cookie = await page.request.get('/api/v1/status');
  expect(cookie.status()).toBe(401);
  expect(cookie.headers()['content-type']).toBe('application/problem+json');
  expect(await cookie.json()).toMatchObject({ code: 'token-refused', status: 401, type: 'urn:loupe:problem:token-refused' });

  const api = await script(await makeToken(page, 'read-only'));
  expect((await api.get('/api/v1/status')).status()).toBe(200);
  const ledger = await api.get('/api/v1/ledger');
  expect([ledger.status(), ((await ledger.json()) as { code: string }).code]).toEqual([403, 'token-scope']);
  expect((await api.get('/metrics')).status()).toBe(403);
  const wrong = await api.get('/api/v1/pods?limit=0');
  expect([wrong.status(), ((await wrong.json()) as { detail: string }).detail]).toEqual([400, expect.stringContaining('limit')]);
  expect((await api.get('/api/v1/findings/no-such')).status()).toBe(404);
  // A token is for reading: no page, no action, no stream takes it.
  for (const route of ['/api/settings', '/api/topics/pods', '/api/stream', '/api/accounts']) expect((await api.get(route)).status(), route).toBe(401);
  expect((await api.post('/api/v1/status')).status()).toBe(405);
});

test('a revoked token ends at once, and both are on record without the value', async ({ page }) => {
  const value = await makeToken(page, 'short-lived');
  const api = await script(value);
  expect((await api.get('/api/v1/checks')).status()).toBe(200);
  await tokens(page).getByRole('button', { name: 'Revoke short-lived' }).first().click();
  await expect(tokens(page).getByRole('row').filter({ hasText: 'short-lived' }).first()).toContainText('Revoked');
  expect((await api.get('/api/v1/checks')).status()).toBe(401);
  await page.goto('/audit');
  await expect(page.getByRole('row').filter({ hasText: 'Token made' }).filter({ hasText: 'short-lived' }).first()).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'Token revoked' }).filter({ hasText: 'short-lived' }).first()).toBeVisible();
  const ledger = await (await page.request.get('/api/audit/export?format=jsonl')).text();
  expect(ledger).not.toContain(value.slice('loupe_'.length));
});

test('people see and revoke their own tokens, an administrator everybody’s, and a disabled account’s stop', async ({ page, browser }) => {
  const name = await makeAccount(page, 'viewer');
  const viewer = await otherPage(browser, name);
  await makeToken(page, 'of-the-admin');
  const value = await makeToken(viewer, 'of-the-viewer');
  await viewer.reload();
  await expect(tokens(viewer).getByRole('row').filter({ hasText: 'of-the-viewer' })).toBeVisible();
  await expect(tokens(viewer).getByText('of-the-admin')).toHaveCount(0);
  await page.goto('/settings');
  await expect(tokens(page).getByRole('row').filter({ hasText: 'of-the-viewer' })).toContainText(`of ${name}`);
  const api = await script(value);
  expect((await api.get('/api/v1/status')).status()).toBe(200);
  await page.getByRole('region', { name: 'Accounts' }).getByRole('row').filter({ hasText: name }).getByRole('button', { name: 'Disable' }).click();
  await expect.poll(async () => (await api.get('/api/v1/status')).status()).toBe(401);
  await page.reload();
  await expect(tokens(page).getByRole('row').filter({ hasText: 'of-the-viewer' })).toContainText('Account disabled');
});

test('a token that asks too often is told how long to wait; others go on', async ({ page }) => {
  const [busy, calm] = [await script(await makeToken(page, 'busy')), await script(await makeToken(page, 'calm'))];
  let refused: Awaited<ReturnType<typeof busy.get>> | undefined;
  for (let call = 0; call < 130 && !refused; call += 1) {
    const answer = await busy.get('/api/v1/sources?limit=1');
    if (answer.status() !== 200) refused = answer;
  }
  expect(refused?.status()).toBe(429);
  expect(Number(refused?.headers()['retry-after'])).toBeGreaterThan(0);
  expect((await calm.get('/api/v1/sources?limit=1')).status()).toBe(200);
});

test('nothing is made without a name or a scope, and nothing typed is lost', async ({ page }) => {
  await page.goto('/settings');
  const card = tokens(page);
  await card.getByRole('heading', { name: 'New token', exact: true }).click();
  await card.getByRole('checkbox', { name: /What the pages show/ }).uncheck();
  await card.getByRole('combobox', { name: 'Works for' }).selectOption('7');
  await card.getByRole('button', { name: 'Make the token' }).click();
  await expect(card.getByText('Choose at least one.')).toBeVisible();
  await expect(card.getByRole('textbox', { name: 'Name' })).toHaveAttribute('aria-invalid', 'true');
  await expect(card.getByRole('combobox', { name: 'Works for' })).toHaveValue('7');
});

test('a form that gets no answer says so and keeps what was typed', async ({ page, context }) => {
  await page.goto('/settings');
  const card = tokens(page);
  await card.getByRole('heading', { name: 'New token', exact: true }).click();
  const name = card.getByRole('textbox', { name: 'Name' });
  await name.fill('offline');
  await context.setOffline(true);
  await card.getByRole('button', { name: 'Make the token' }).click();
  await expect(card.getByText('Loupe’s server does not answer.')).toBeVisible();
  await expect(name).toHaveValue('offline');
  await context.setOffline(false);
  await card.getByRole('button', { name: 'Make the token' }).click();
  await expect(card.getByRole('region', { name: 'The new token' })).toBeVisible();
});
