import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFiles } from './list-files';

const root = path.join(import.meta.dirname, '..');
const folders = ['app', 'components', 'lib', 'lab', 'scripts', 'bench', 'e2e', 'rig'];

describe('files', () => {
  it('say one thing: none is longer than 300 lines', () => {
    const long = folders.flatMap((f) => listFiles(root, f)).filter((f) => readFileSync(path.join(root, f), 'utf8').split('\n').length > 300);
    expect(long).toEqual([]);
  });

  it('have no drawer for what has no name', () => {
    const drawers = folders.flatMap((f) => listFiles(root, f)).filter((f) => /(^|\/)(utils?|helpers?|misc|common|manager)(\.|\/|-)/.test(f));
    expect(drawers).toEqual([]);
  });
});
