import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect } from './fixtures';

/** The name of a remediation as its button's line shows it. */
export function nameOf(remediationId: string): string {
  const file = path.join(import.meta.dirname, `../messages/en/remediations/${remediationId}.json`);
  return (JSON.parse(readFileSync(file, 'utf8')) as { name: string }).name.replace(/<\/?m>/g, '');
}

/** From a finding's page to the plan of one of its fixes; `fill` answers the form where there is one. */
export async function reviewFix(page: Page, findingId: string, remediationId: string, fill?: (page: Page) => Promise<void>): Promise<void> {
  await page.goto(`/findings/${findingId}`);
  const offer = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: nameOf(remediationId), exact: true }) });
  const choose = offer.getByRole('button', { name: 'Choose and review' });
  const review = offer.getByRole('button', { name: 'Review fix' });
  await expect(choose.or(review).first()).toBeEnabled({ timeout: 30_000 });
  if (await choose.isVisible()) {
    await choose.click();
    await fill?.(page);
  }
  await review.click();
  await page.waitForURL(/\/plans\//);
}

/** Confirms the plan on the screen, typing the name where it asks for one, and follows the run to its end. */
export async function runPlan(page: Page, reason = 'end-to-end journey'): Promise<void> {
  const typed = page.getByRole('textbox', { name: /^Type .* to confirm/ });
  if (await typed.isVisible()) {
    const label = (await page.getByText(/^Type .* to confirm$/).textContent()) ?? '';
    await typed.fill(label.replace(/^Type /, '').replace(/ to confirm$/, ''));
  }
  await page.getByRole('textbox', { name: /reason/i }).fill(reason);
  await page.getByRole('button', { name: 'Run this plan' }).click();
  await page.waitForURL(/\/runs\//);
}
