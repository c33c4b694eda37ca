import { readFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';
import { openPage } from './browser';
import type { Stage } from './stage';

/** Resident memory of the server with a page open, heap of that tab, both in MiB, and the last pass of all checks in ms. */
export async function measureMemory(browser: Browser, stage: Stage): Promise<Record<string, number>> {
  const page = await openPage(browser, stage, '/workloads');
  await page.waitForSelector('[data-pod]');
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = (await session.send('Runtime.getHeapUsage')) as { usedSize: number };
  const ready = (await (await fetch(`${stage.base}/api/readyz`)).json()) as { lastPassMs?: number };
  await page.context().close();
  const status = readFileSync(`/proc/${stage.pid}/status`, 'utf8');
  const rss = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? Number.NaN);
  return { rssMib: Math.round(rss / 1024), tabHeapMib: Math.round(usedSize / 1024 ** 2), passMs: ready.lastPassMs ?? Number.NaN };
}
