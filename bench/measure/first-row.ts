import type { Browser } from '@playwright/test';
import { signedIn } from './browser';
import { quantile } from './quantile';
import type { Stage } from './stage';

/** Milliseconds from asking for a page to its first useful row; median of five fresh profiles. */
export async function measureFirstRow(browser: Browser, stage: Stage): Promise<Record<string, number>> {
  const rows = { '/': 'h1', '/workloads': '[data-pod]', '/models': 'article' };
  const result: Record<string, number> = {};
  for (const [path, selector] of Object.entries(rows)) {
    const times: number[] = [];
    for (let i = 0; i < 5; i++) {
      const context = await signedIn(browser, stage);
      const page = await context.newPage();
      const start = Date.now();
      await page.goto(stage.base + path, { waitUntil: 'commit' });
      await page.waitForSelector(selector, { timeout: 60_000 });
      times.push(Date.now() - start);
      await context.close();
    }
    result[path] = quantile(times, 0.5);
  }
  return result;
}
