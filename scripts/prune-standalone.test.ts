import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pruneStandalone } from './run/prune-standalone';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'loupe-standalone-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the standalone folder', () => {
  it('keeps the server, its build, packages and migrations, and loses sources and data of the working copy', () => {
    const there = ['.next', '.next-other', '.git', 'data/e2e', 'lib', 'node_modules/next', 'node_modules/@img/x', 'node_modules/sharp', 'prisma/migrations'];
    for (const name of there) mkdirSync(path.join(folder, name), { recursive: true });
    for (const name of ['server.js', 'package.json', 'README.md', 'data/e2e/session-secret']) writeFileSync(path.join(folder, name), 'x');
    expect([...pruneStandalone(folder, '.next')].sort()).toEqual(['.git', '.next-other', 'README.md', 'data', 'lib']);
    expect(readdirSync(folder).sort()).toEqual(['.next', 'node_modules', 'package.json', 'prisma', 'server.js']);
    expect(readdirSync(path.join(folder, 'node_modules'))).toEqual(['next']);
    expect(existsSync(path.join(folder, 'prisma/migrations'))).toBe(true);
  });
});
