import { test as base, expect, type Page } from '@playwright/test';
import { closeContexts } from './close-contexts';
import { lab } from './lab';
import { password } from './stage';

/** Signs in through the form's own route, without the form. */
export async function signIn(page: Page, username = 'admin', secret = password): Promise<void> {
  const origin = new URL((test.info().project.use.baseURL as string) ?? '').origin;
  const answer = await page.request.post('/api/sign-in', { form: { username, password: secret }, headers: { origin }, maxRedirects: 0 });
  expect(answer.headers().location, 'sign-in').toBe('/');
}

/** Every journey begins with a healthy lab and somebody signed in as administrator; it fails on an error in the browser's console. */
export const test = base.extend<{ console: undefined; healthy: undefined; othersClosed: undefined; signedIn: undefined }>({
  healthy: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the wanted fixtures from this pattern.
    async ({}, use) => {
      await lab.apiServer('up');
      await lab.reset();
      await use(undefined);
    },
    { auto: true },
  ],
  othersClosed: [
    async ({ browser, context }, use) => {
      await use(undefined);
      // Pages that a journey opened for other people would stay open, and live, until the last journey.
      await closeContexts(browser.contexts().filter((each) => each !== context));
    },
    { auto: true },
  ],
  signedIn: [
    async ({ page }, use) => {
      await signIn(page);
      await use(undefined);
    },
    { auto: true },
  ],
  console: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        // A stream that ends because the test restarts the server is no fault of the page.
        if (message.type() === 'error' && !/ERR_|Failed to load resource/.test(message.text())) errors.push(message.text());
      });
      await use(undefined);
      expect(errors, 'errors in the browser console').toEqual([]);
    },
    { auto: true },
  ],
});
export { expect };
