import { describe, expect, it } from 'vitest';
import { checkAreas, checkSkeleton, refuseCheck } from './check-skeleton';

describe('the skeleton of a check', () => {
  it('has the five files that the registry test asks for', () => {
    expect(checkSkeleton('disk-too-slow', 'storage').map(([file]) => file)).toEqual([
      'lib/checks/storage/disk-too-slow.ts',
      'lib/checks/storage/disk-too-slow.test.ts',
      'messages/en/checks/disk-too-slow.json',
      'docs/checks/disk-too-slow.md',
      'lab/scenarios/disk-too-slow.ts',
    ]);
  });

  it('exports the check under the name the registry imports', () => {
    const [[, source] = ['', '']] = checkSkeleton('disk-too-slow', 'storage');
    expect(source).toContain('export const diskTooSlow = defineCheck');
    expect(source).toContain("area: 'storage'");
  });

  it('says every sentence its messages hold', () => {
    const files = new Map(checkSkeleton('disk-too-slow', 'storage'));
    const source = files.get('lib/checks/storage/disk-too-slow.ts') ?? '';
    const messages = Object.keys(JSON.parse(files.get('messages/en/checks/disk-too-slow.json') ?? '{}') as object);
    for (const [, key] of source.matchAll(/\btext\('(\w+)'/g)) expect(messages).toContain(key);
  });

  it('refuses ids that are no noun phrase, and areas that do not exist', () => {
    for (const id of ['Disk-slow', 'disk', '../x', 'disk_slow']) expect(refuseCheck(id, 'storage')).toBeDefined();
    expect(refuseCheck('disk-slow', 'kitchen')).toContain(checkAreas[0]);
    expect(refuseCheck('disk-slow', 'storage')).toBeUndefined();
  });
});
