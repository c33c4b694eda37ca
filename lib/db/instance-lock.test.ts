import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holdInstance, InstanceRunning } from './instance-lock';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'loupe-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a role on a data folder', () => {
  it('has one holder at a time, and the other role another', async () => {
    const web = await holdInstance(folder, 'web', 0);
    await expect(holdInstance(folder, 'web', 0)).rejects.toThrow(InstanceRunning);
    (await holdInstance(folder, 'actor', 0)).release();
    web.release();
    (await holdInstance(folder, 'web', 0)).release();
  });

  it('is waited for while its holder ends, and free again when that was killed', async () => {
    const program = `const D = require('libsql'); new D(process.argv[1]).exec('BEGIN EXCLUSIVE'); console.log('held'); setInterval(() => {}, 1000);`;
    const holder = spawn(process.execPath, ['-e', program, path.join(folder, 'web.lock')], { cwd: path.join(import.meta.dirname, '../..') });
    await once(holder.stdout, 'data');
    await expect(holdInstance(folder, 'web', 0)).rejects.toThrow(InstanceRunning);
    const waiting = holdInstance(folder, 'web', 20);
    holder.kill('SIGKILL');
    (await waiting).release();
  });
});
