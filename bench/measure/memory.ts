import { readFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';
import { openPage } from './browser';
import type { Stage } from './stage';

/** Resident memory of the server with a page open, and heap of that tab, both in MiB. */
export async function measureMemory(browser: Browser, stage: Stage): Promise<Record<string, number>> {
  const page = await openPage(browser, stage, '/workloads');
  await page.waitForSelector('[data-pod]');
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = (await session.send('Runtime.getHeapUsage')) as { usedSize: number };
  await page.context().close();
  const status = readFileSync(`/proc/${stage.pid}/status`, 'utf8');
  const rss = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? Number.NaN);
  return { rssMib: Math.round(rss / 1024), tabHeapMib: Math.round(usedSize / 1024 ** 2) };
}
