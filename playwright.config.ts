import path from 'node:path';
import { defineConfig, devices } from '@playwright/test';
import { appPort, dataDir, labPort, password } from './e2e/stage';
import { distDir } from './scripts/run/app';
import { labEnvironment } from './scripts/run/lab-environment';
import { quietBrowser } from './scripts/run/quiet-browser';

const root = import.meta.dirname;
const env = labEnvironment({ root, labPort, port: appPort, dataDir, password });
export default defineConfig({
  testDir: './e2e',
  // They have a control plane and a configuration of their own.
  testIgnore: 'real/**',
  outputDir: './test-results',
  // One lab, one app: the journeys change the same installation, so they take turns.
  fullyParallel: false,
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  // What must be found within ten seconds is measured on a shared machine there: one more try, and the report names it as flaky.
  retries: process.env.CI ? 1 : 0,
  reporter: [['list']],
  use: {
    ...devices['Desktop Chrome'],
    baseURL: `http://localhost:${appPort}`,
    // A trace films the page all along, which takes a core: in CI only where a journey is tried again.
    trace: process.env.CI ? 'on-first-retry' : 'retain-on-failure',
    launchOptions: { args: [...quietBrowser], ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}) },
  },
  webServer: [
    { command: `node --import tsx lab/main.ts --port ${labPort}`, url: `http://127.0.0.1:${labPort + 4}/control/state`, reuseExistingServer: false },
    {
      command: `node ${path.join(root, distDir(), 'standalone/server.js')}`,
      url: `http://127.0.0.1:${appPort}/healthz`,
      reuseExistingServer: false,
      env: env as Record<string, string>,
    },
  ],
});
