import { mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** The contract suite: against a running API server, one file after the other, since some take the server away. See scripts/test-contract.ts. */
const { projects: _projects, ...test } = base.test ?? {};
export default mergeConfig(
  { ...base, test },
  {
    test: {
      environment: 'node',
      include: ['lib/**/*.contract.test.ts', 'lab/kubernetes/contract/contract.test.ts'],
      fileParallelism: false,
      testTimeout: 60_000,
      hookTimeout: 60_000,
    },
  },
);
