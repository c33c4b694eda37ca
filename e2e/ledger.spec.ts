import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient } from '@libsql/client';
import type { Page } from '@playwright/test';
import { findingOf, untilHealthy } from './findings';
import { expect, signIn, test } from './fixtures';
import { lab } from './lab';
import { reviewFix } from './repairs';
import { dataDir } from './stage';

const root = path.join(import.meta.dirname, '..');
const ledgerOf = (page: Page) => page.getByRole('table', { name: 'Entries of the ledger, newest first' });

/** Takes the export by its link; answers the file's text. */
async function download(page: Page, name: string): Promise<{ file: string; text: string }> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
  return { file: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}

const copies: string[] = [];
test.afterAll(() => {
  for (const copy of copies) rmSync(copy, { recursive: true, force: true });
});

/** A copy of the ledger as somebody with access to the disk could make it. */
function copyOfData(): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'ledger-copy-'));
  copies.push(copy);
  for (const name of ['loupe.db', 'loupe.db-wal']) if (existsSync(path.join(dataDir, name))) copyFileSync(path.join(dataDir, name), path.join(copy, name));
  return copy;
}

/** `npm run audit:verify` on a folder: its exit code and what it said. */
function verify(directory: string): { code: number; said: string } {
  try {
    return {
      code: 0,
      said: execFileSync('npm', ['run', '--silent', 'audit:verify', '--', '--data', directory], { cwd: root, encoding: 'utf8', stdio: 'pipe' }),
    };
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
    return { code: status, said: `${stdout}${stderr}` };
  }
}

test('the ledger shows what was done, can be narrowed down, and each entry opens', async ({ page }) => {
  await page.goto('/audit');
  const rows = ledgerOf(page).getByRole('row');
  await expect(rows.filter({ hasText: 'Signed in' }).first()).toBeVisible();
  await page.getByRole('combobox', { name: 'Event' }).selectOption({ label: 'Ledger opened' });
  await expect(rows).toHaveCount(2);
  await expect(page.getByText('1 of 1 entry')).toBeVisible();
  await rows.getByRole('button', { name: /Entry 1/ }).click();
  await expect(page.getByRole('heading', { name: 'What was recorded' })).toBeVisible();
  await expect(page.getByText('genesis')).toBeVisible();
  await page.getByRole('combobox', { name: 'Event' }).selectOption({ label: 'All events' });
  await page.getByRole('searchbox', { name: 'Actor, target or reason' }).fill('nobody-has-this-name');
  await expect(page.getByText('No entry fits this filter.')).toBeVisible();
});

test('a plan is on record with who made it and what it would do', async ({ page }) => {
  await untilHealthy(page);
  await lab.on('gpu-runtime-class-missing');
  const finding = await findingOf(page, 'gpu-runtime-class-missing', 30_000);
  await reviewFix(page, finding.id, 'set-runtime-class');
  await page.goto('/audit');
  await page.getByRole('combobox', { name: 'Event' }).selectOption({ label: 'Plan made' });
  const first = ledgerOf(page).getByRole('row').nth(1);
  await expect(first).toContainText('set-runtime-class');
  await expect(first).toContainText('admin');
  await first.getByRole('button', { name: /Entry/ }).click();
  await expect(ledgerOf(page)).toContainText('patch-object');
  await expect(ledgerOf(page)).toContainText('admin · admin');
});

test('the chain is verified, and the page says of how many entries', async ({ page }) => {
  await page.goto('/audit');
  await expect(page.getByText('Chain unbroken.')).toBeVisible();
  await expect(page.getByText(/\d+ entr(y|ies) verified/)).toBeVisible();
});

test('the export holds what the filter shows, as lines of JSON and as a table', async ({ page }) => {
  await page.goto('/audit');
  await page.getByRole('combobox', { name: 'Event' }).selectOption({ label: 'Signed in' });
  await expect(ledgerOf(page).getByRole('row').filter({ hasText: 'Ledger opened' })).toHaveCount(0);
  const json = await download(page, 'Export JSONL');
  expect(json.file).toMatch(/\.jsonl$/);
  const entries = json.text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string; seq: number; hash: string });
  expect(entries.length).toBeGreaterThan(0);
  expect(new Set(entries.map((entry) => entry.event))).toEqual(new Set(['sign-in']));
  expect(entries[0]?.hash).toMatch(/^[0-9a-f]{64}$/);
  const table = await download(page, 'Export CSV');
  expect(table.file).toMatch(/\.csv$/);
  expect(table.text.trim().split(/\r?\n/).length).toBeGreaterThan(entries.length);
  await page.getByRole('combobox', { name: 'Event' }).selectOption({ label: 'Ledger exported' });
  await expect(ledgerOf(page).getByRole('row').nth(1)).toContainText('admin');
});

test('an entry changed behind Loupe’s back is named by the verifier', async ({ page }) => {
  for (let i = 0; i < 3; i++) await signIn(page);
  const directory = copyOfData();
  const whole = verify(directory);
  expect(whole, 'an untouched copy').toMatchObject({ code: 0 });
  const db = createClient({ url: `file:${path.join(directory, 'loupe.db')}` });
  const { rows } = await db.execute('SELECT max("seq") AS last FROM "AuditEntry"');
  const bad = Number(rows[0]?.last) - 1;
  await db.execute('DROP TRIGGER "AuditEntry_never_updated"');
  await db.execute({ sql: 'UPDATE "AuditEntry" SET "actorName" = ? WHERE "seq" = ?', args: ['somebody else', bad] });
  db.close();
  const broken = verify(directory);
  expect(broken.code).not.toBe(0);
  expect(broken.said).toMatch(new RegExp(`\\b${bad}\\b`));
});
