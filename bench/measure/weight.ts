import { gzipSync } from 'node:zlib';
import type { Browser } from '@playwright/test';
import { signedIn } from './browser';
import type { Stage } from './stage';

/** Scripts each page loads before anything is clicked: number of files and KiB after gzip -9. */
export async function measureWeight(browser: Browser, stage: Stage): Promise<Record<string, string>> {
  const weights: Record<string, string> = {};
  for (const path of ['/', '/models', '/workloads', '/storage', '/gpu', '/audit', '/settings']) {
    const context = await signedIn(browser, stage);
    const page = await context.newPage();
    const scripts = new Map<string, Promise<number>>();
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script')
        scripts.set(
          response.url(),
          response.body().then(
            (b) => gzipSync(b, { level: 9 }).length,
            () => 0,
          ),
        );
    });
    await page.goto(stage.base + path, { waitUntil: 'load' });
    await page.waitForTimeout(2000);
    const bytes = (await Promise.all(scripts.values())).reduce((a, b) => a + b, 0);
    weights[path] = `${Math.round(bytes / 1024)} KiB in ${scripts.size} files`;
    await context.close();
  }
  return weights;
}
