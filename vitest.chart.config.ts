import { mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** The chart, installed with Helm on a real control plane (rig/): one file after the other, all on one cluster. LOUPE_CHART_RIG names an instance that is kept. */
const { projects: _projects, ...test } = base.test ?? {};
export default mergeConfig(
  { ...base, test },
  {
    test: {
      environment: 'node',
      include: ['scripts/chart/**/*.chart.test.ts'],
      globalSetup: 'scripts/chart/global-setup.ts',
      fileParallelism: false,
      testTimeout: 120_000,
      hookTimeout: 600_000,
    },
  },
);
