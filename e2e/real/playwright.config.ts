import { defineConfig, devices } from '@playwright/test';
import { quietBrowser } from '../../scripts/run/quiet-browser';
import { MINUTE } from './stage';

/** End-to-end tests on a real control plane: `npm run e2e:real`. See docs/testing.md. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/real',
  globalSetup: './global-setup.ts',
  // One installation, and every file changes it: they take turns, in the order of their names.
  fullyParallel: false,
  workers: 1,
  timeout: 4 * MINUTE,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  retries: process.env.CI ? 1 : 0,
  reporter: [['list']],
  use: {
    ...devices['Desktop Chrome'],
    // A trace films the page all along, which takes a core: in CI only where a journey is tried again.
    trace: process.env.CI ? 'on-first-retry' : 'retain-on-failure',
    launchOptions: { args: [...quietBrowser], ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}) },
  },
});
