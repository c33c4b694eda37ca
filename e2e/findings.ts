import type { Page } from '@playwright/test';
import { expect } from './fixtures';

interface FindingLine {
  readonly id: string;
  readonly checkId: string;
  readonly severity: string;
  readonly resolvedAt?: string;
  readonly causeId?: string;
  readonly offers: readonly { readonly remediationId: string }[];
}

/** Open findings as the pages get them. A page is opened where none is: Loupe asks more rarely while nobody looks. */
export async function openFindings(page: Page): Promise<readonly FindingLine[]> {
  if (page.url() === 'about:blank') await page.goto('/');
  const answer = await page.request.get('/api/topics/findings');
  return ((await answer.json()) as { rows: FindingLine[] }).rows.filter((row) => !row.resolvedAt);
}

/** Waits until the check has an open finding, and answers it. Ten seconds is what is promised. */
export async function findingOf(page: Page, checkId: string, withinMs = 10_000): Promise<FindingLine> {
  let found: FindingLine | undefined;
  await expect
    .poll(
      async () => {
        const open = await openFindings(page);
        found = open.find((row) => row.checkId === checkId);
        return found ? checkId : open.map((row) => row.checkId).join();
      },
      { timeout: withinMs, message: `a finding of ${checkId}` },
    )
    .toBe(checkId);
  if (!found) throw new Error(`no finding of ${checkId}`);
  return found;
}

/** Waits until nothing is found and every source has been read: how each journey begins. */
export async function untilHealthy(page: Page, withinMs = 45_000): Promise<void> {
  await expect
    .poll(async () => (await openFindings(page)).map((row) => row.checkId).join(), { timeout: withinMs, message: 'open findings on the healthy lab' })
    .toBe('');
}
