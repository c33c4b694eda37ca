import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

let folder: string | undefined;

/** Before any test: what tests put into the temporary folder lies in one of this run's own, and goes with it, also what a failed test left. */
export function setup(): void {
  if (process.env.LOUPE_TEST_FOLDER) return;
  folder = mkdtempSync(path.join(tmpdir(), 'loupe-test-'));
  // Workers inherit both; a project with the same set-up finds it done.
  process.env.LOUPE_TEST_FOLDER = folder;
  process.env.TMPDIR = folder;
}

export function teardown(): void {
  if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
