import { devices, type PlaywrightTestConfig } from '@playwright/test';
import { quietBrowser } from '../scripts/run/quiet-browser';

/** What journeys on the lab and on a real control plane share. One installation each, and every journey changes it: they take turns. */
export const journeys = {
  fullyParallel: false,
  workers: 1,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  // What must be found within ten seconds is measured on a shared machine there: one more try, and the report names it as flaky.
  retries: process.env.CI ? 1 : 0,
  reporter: [['list']],
  use: {
    ...devices['Desktop Chrome'],
    // A trace films the page all along, which takes a core: in CI only where a journey is tried again.
    trace: process.env.CI ? 'on-first-retry' : 'retain-on-failure',
    launchOptions: { args: [...quietBrowser], ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}) },
  },
} satisfies PlaywrightTestConfig;
