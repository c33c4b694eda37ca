import type { Page } from '@playwright/test';
import { expect } from './fixtures';

/** The password of every account made here. */
export const secret = 'a-long-enough-password';
let made = 0;

/** The administrator on `page` makes an account on Settings; answers its name. */
export async function makeAccount(page: Page, role: 'viewer' | 'operator'): Promise<string> {
  const name = `${role}${Date.now().toString(36)}${made++}`;
  await page.goto('/settings');
  const accounts = page.getByRole('region', { name: 'Accounts' });
  await accounts.getByRole('heading', { name: 'New account' }).click();
  await accounts.getByRole('textbox', { name: 'User name' }).fill(name);
  await accounts.getByLabel('Password').fill(secret);
  await accounts.getByRole('combobox', { name: 'Role', exact: true }).selectOption(role);
  await accounts.getByRole('button', { name: 'Make the account' }).click();
  await expect(accounts.getByRole('row').filter({ hasText: name })).toBeVisible();
  return name;
}
