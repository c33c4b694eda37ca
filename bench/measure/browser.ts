import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { ensureBrowser } from '../../scripts/run/browser';
import { quietBrowser } from '../../scripts/run/quiet-browser';
import type { Stage } from './stage';

/** Chromium without anything that talks to the outside or slows timers down. */
export function browserFor(): Promise<Browser> {
  return chromium.launch({
    executablePath: ensureBrowser(),
    args: [...quietBrowser, '--disable-background-timer-throttling', '--disable-renderer-backgrounding'],
  });
}

/** A fresh profile, signed in. */
export async function signedIn(browser: Browser, stage: Stage): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${stage.base}/sign-in`);
  await page.getByLabel('User name').fill('admin');
  await page.getByLabel('Password').fill(stage.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${stage.base}/`);
  await page.close();
  return context;
}

/** A page at a path, in a fresh signed-in profile. */
export async function openPage(browser: Browser, stage: Stage, at: string): Promise<Page> {
  const page = await (await signedIn(browser, stage)).newPage();
  await page.goto(stage.base + at);
  return page;
}
