import { defineConfig } from '@playwright/test';
import { journeys } from '../journeys';
import { MINUTE } from './stage';

/** End-to-end tests on a real control plane: `npm run e2e:real`. See docs/testing.md. */
export default defineConfig({
  ...journeys,
  testDir: '.',
  outputDir: '../../test-results/real',
  globalSetup: './global-setup.ts',
  timeout: 4 * MINUTE,
});
