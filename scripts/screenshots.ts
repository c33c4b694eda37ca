/**
 * Takes the pictures of the README and the docs: starts the lab and the built app, lets two days pass in the lab, breaks three things,
 * repairs one in the browser, and photographs each page. Run after `npm run build`.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { browserFor, signedIn } from '../bench/measure/browser';
import { type Stage, startStage } from '../bench/measure/stage';

const folder = path.join(import.meta.dirname, '../docs/screenshots');
mkdirSync(folder, { recursive: true });
const stage = await startStage(0);
const browser = await browserFor();
try {
  const context = await signedIn(browser, stage);
  await letTimePass(stage, context, 30, 3600);
  console.log('history kept');
  await control(stage, 'scenarios/kvrocks-disk-filling', { on: true });
  await letTimePass(stage, context, 28, 600);
  await control(stage, 'scenarios/gpu-runtime-class-missing', { on: true });
  await control(stage, 'scenarios/function-failed', { on: true });
  const page = await context.newPage();
  await page.goto(stage.base);
  await page.getByRole('article').first().waitFor();
  // The faults are found within ten seconds; the pictures are of all of them.
  await page.waitForTimeout(20_000);
  await shoot(page, 'now');
  await dark(page, () => shoot(page, 'now-dark'));
  for (const name of ['storage', 'gpu', 'models', 'workloads']) {
    await page.goto(`${stage.base}/${name}`);
    await page.waitForTimeout(3000);
    await shoot(page, name);
  }
  await page.goto(stage.base);
  await page.getByRole('article').filter({ hasText: 'GPU' }).first().getByRole('link').first().click();
  await page.waitForURL(/\/findings\//);
  await page.waitForTimeout(3000);
  await shoot(page, 'finding');
  await page.getByRole('button', { name: 'Review fix' }).first().click();
  await page.waitForURL(/\/plans\//);
  await page.waitForTimeout(1500);
  await shoot(page, 'plan');
  await page.getByRole('button', { name: 'Run this plan' }).click();
  await page.getByRole('heading', { level: 1, name: /verified/ }).waitFor({ timeout: 120_000 });
  await shoot(page, 'run');
  await page.goto(`${stage.base}/audit`);
  await page.waitForTimeout(2000);
  await shoot(page, 'audit');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(stage.base);
  await page.waitForTimeout(3000);
  await shoot(page, 'now-390');
} finally {
  await browser.close();
  await stage.stop();
}
process.exit(0);

async function control(on: Stage, what: string, body: unknown): Promise<void> {
  const answer = await fetch(`${on.control}/${what}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${what}: ${answer.status}`);
}

/** Moves the lab's clock on step by step; after each step waits until Loupe has kept a sample of the cache volume. */
async function letTimePass(on: Stage, context: BrowserContext, steps: number, seconds: number): Promise<void> {
  const read = async () => {
    const claims = (await (await context.request.get(`${on.base}/api/topics/claims`)).json()) as { rows: { namespace: string; name: string }[] };
    const claim = claims.rows.find((row) => row.name.includes('kvrocks'));
    if (!claim) return 0;
    const history = (await (await context.request.get(`${on.base}/api/claims/${claim.namespace}/${claim.name}/history?hours=48`)).json()) as {
      samples: unknown[];
    };
    return history.samples.length;
  };
  for (let step = 0; step < steps; step++) {
    const before = await read();
    await control(on, 'clock', { advanceSeconds: seconds });
    for (let tries = 0; tries < 60 && (await read()) <= before; tries++) await new Promise((done) => setTimeout(done, 500));
  }
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
  console.log(`${name}.png`);
}

async function dark(page: Page, work: () => Promise<void>): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.waitForTimeout(500);
  await work();
  await page.emulateMedia({ colorScheme: 'light' });
}
