import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { journeys } from './e2e/journeys';
import { appPort, dataDir, labPort, password } from './e2e/stage';
import { distDir } from './scripts/run/app';
import { labEnvironment } from './scripts/run/lab-environment';

const root = import.meta.dirname;
const env = labEnvironment({ root, labPort, port: appPort, dataDir, password });
export default defineConfig({
  ...journeys,
  testDir: './e2e',
  // They have a control plane and a configuration of their own.
  testIgnore: 'real/**',
  outputDir: './test-results',
  timeout: 60_000,
  use: { ...journeys.use, baseURL: `http://localhost:${appPort}` },
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
