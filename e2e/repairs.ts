import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect } from './fixtures';
import { lab } from './lab';

/** The name of a remediation as its button's line shows it. */
export function nameOf(remediationId: string): string {
  const file = path.join(import.meta.dirname, `../messages/en/remediations/${remediationId}.json`);
  return (JSON.parse(readFileSync(file, 'utf8')) as { name: string }).name.replace(/<\/?m>/g, '');
}

/** The line of one fix on a finding's page. */
export function offerOf(page: Page, remediationId: string) {
  return page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: nameOf(remediationId), exact: true }) });
}

/** Opens a finding and asks for the plan of one of its fixes; `fill` answers the form where there is one. */
export async function askForPlan(page: Page, findingId: string, remediationId: string, fill?: (page: Page) => Promise<void>): Promise<void> {
  await page.goto(`/findings/${findingId}`);
  const offer = offerOf(page, remediationId);
  const choose = offer.getByRole('button', { name: 'Choose and review' });
  const review = offer.getByRole('button', { name: 'Review fix' });
  await expect(choose.or(review).first()).toBeEnabled({ timeout: 30_000 });
  if (await choose.isVisible()) {
    await choose.click();
    await fill?.(page);
  }
  await review.click();
}

/** From a finding's page to the plan of one of its fixes. */
export async function reviewFix(page: Page, findingId: string, remediationId: string, fill?: (page: Page) => Promise<void>): Promise<void> {
  await askForPlan(page, findingId, remediationId, fill);
  await page.waitForURL(/\/plans\//);
  await expect(runButton(page)).toBeVisible();
}

export function runButton(page: Page) {
  return page.getByRole('button', { name: 'Run this plan' });
}

/** Confirms the plan on the screen, typing the name where it asks for one; does not wait for what becomes of it. */
export async function confirmPlan(page: Page, reason = 'end-to-end journey'): Promise<void> {
  await expect(runButton(page)).toBeVisible();
  const typed = page.getByRole('textbox', { name: /^Type .* to confirm/ });
  if (await typed.isVisible()) {
    await expect(runButton(page)).toBeDisabled();
    const label = (await page.getByText(/^Type .* to confirm$/).textContent()) ?? '';
    await typed.fill(label.replace(/^Type /, '').replace(/ to confirm$/, ''));
  }
  await page.getByRole('textbox', { name: /reason/i }).fill(reason);
  await runButton(page).click();
}

/** Confirms the plan on the screen and goes with it to its run. */
export async function runPlan(page: Page, reason?: string): Promise<void> {
  await confirmPlan(page, reason);
  await page.waitForURL(/\/runs\//);
}

/** Lets the lab's time pass until the run on the screen is over, and expects it to have ended so. */
export async function untilRunEnds(page: Page, end: 'verified' | 'denied, nothing changed' = 'verified'): Promise<void> {
  const sentence = page.getByRole('heading', { level: 1 });
  const ends = /: (verified|did not hold|failed|refused before anything changed|denied, nothing changed|interrupted|how it ended is not known|undone)\.$/;
  await expect(async () => {
    await lab.advance(4);
    await expect(sentence).toHaveText(ends, { timeout: 1_000 });
  }).toPass({ timeout: 90_000, intervals: [100] });
  await expect(sentence).toHaveText(new RegExp(`: ${end}\\.$`));
}
