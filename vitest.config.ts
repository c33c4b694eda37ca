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
    projects: [
      { extends: true, test: { name: 'node', environment: 'node', include: ['{lib,lab,scripts}/**/*.test.ts'] } },
      { extends: true, test: { name: 'dom', environment: 'happy-dom', include: ['{components,app}/**/*.test.tsx'] } },
    ],
  },
});
