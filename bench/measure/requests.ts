import type { Browser, Page } from '@playwright/test';
import type { Stage } from './stage';

const WINDOW_MS = 30_000;

/** Requests a minute at the lab's API server with 0, 1 and 10 open tabs. The same figure for all three is the aim. */
export async function measureRequests(
  browser: Browser,
  stage: Stage,
  open: (browser: Browser, stage: Stage, at: string) => Promise<Page>,
): Promise<Record<string, number>> {
  const result: Record<string, number> = {};
  const pages: Page[] = [];
  for (const tabs of [0, 1, 10]) {
    while (pages.length < tabs) pages.push(await open(browser, stage, '/workloads'));
    await new Promise((done) => setTimeout(done, 10_000));
    const before = await count(stage);
    await new Promise((done) => setTimeout(done, WINDOW_MS));
    result[`${tabs} tabs`] = Math.round(((await count(stage)) - before) * (60_000 / WINDOW_MS));
  }
  for (const page of pages) await page.context().close();
  return result;
}

async function count(stage: Stage): Promise<number> {
  const state = (await (await fetch(`${stage.control}/state`)).json()) as { requests?: number };
  return state.requests ?? Number.NaN;
}
