import { test as base, expect, type Page } from '@playwright/test';
import type { Rig } from '../../rig/start-rig';
import { signedInPage } from '../own-app';
import { type Loupe, startLoupe } from './loupe';
import { MINUTE, openRig } from './stage';

interface Shared {
  readonly rig: Rig;
  readonly loupe: Loupe;
  /** One page for all, signed in as administrator: what is on it has lived through everything before. */
  readonly console: Page;
}

/** One control plane, one Loupe and one page for the whole run: what one test did is there for the next, as it would be. */
export const test = base.extend<{ rigOrSkip: undefined }, Shared>({
  rig: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the wanted fixtures from this pattern.
    async ({}, use) => {
      await use(await openRig());
    },
    { scope: 'worker', timeout: 5 * MINUTE },
  ],
  loupe: [
    async ({ rig }, use) => {
      const loupe = await startLoupe(rig);
      await use(loupe);
      await loupe.remove();
    },
    { scope: 'worker', timeout: 2 * MINUTE },
  ],
  console: [
    async ({ loupe, browser }, use) => {
      const page = await signedInPage(browser, loupe.url);
      await use(page);
      await page.context().close();
    },
    { scope: 'worker' },
  ],
});
export { expect };

/** Why nothing can be proven here: the global set-up has said it loudly. */
export const noRig = process.env.E2E_NO_RIG;
