import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    tsconfigPaths: true,
    // The marker package throws outside a React server; unit tests are neither browser nor React server.
    alias: { 'server-only': path.join(import.meta.dirname, 'scripts/empty-module.ts') },
  },
  plugins: [react()],
  test: {
    // A deadline, not a wait: on a busy machine the tests that fsync a real ledger take longer than the default of 5 s.
    testTimeout: 30_000,
    globalSetup: [path.join(import.meta.dirname, 'scripts/run/test-folder.ts')],
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['{lib,lab,scripts,rig}/**/*.test.ts'],
          exclude: ['**/*.contract.test.ts', '**/*.chart.test.ts', '**/node_modules/**'],
        },
      },
      { extends: true, test: { name: 'dom', environment: 'happy-dom', include: ['{components,app}/**/*.test.tsx'] } },
    ],
  },
});
