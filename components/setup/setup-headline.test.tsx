import { describe, expect, it } from 'vitest';
import { setupHeadline } from '@/components/setup/setup-headline';
import type { SetupRow } from '@/lib/domain/setup/setup-row';

const row = (state: SetupRow['state']): SetupRow => ({ id: state, group: 'parts', name: { key: 'x' }, gives: { key: 'x' }, state, rights: [], commands: [] });
const open: Parameters<typeof setupHeadline>[1] = { choice: 'open', candidates: [] };
const key = (states: SetupRow['state'][], discovery: Parameters<typeof setupHeadline>[1] = open, hasCluster = true) =>
  setupHeadline({ rows: states.map(row), hasCluster }, discovery);

describe('the sentence of the setup page', () => {
  it('says first what comes first', () => {
    expect(key(['denied'], open, false).key).toBe('setup.head.no-cluster');
    expect(key(['denied'], { choice: 'none', candidates: [] }).key).toBe('setup.head.none');
    expect(key(['denied'], { choice: 'several', candidates: [{}, {}] as never })).toEqual({ key: 'setup.head.several', params: { count: 2 } });
  });

  it('counts what needs somebody, and not what is unused or only found', () => {
    expect(key(['works', 'partial', 'denied', 'missing', 'unreachable', 'unused', 'known'])).toEqual({ key: 'setup.head.lacking', params: { count: 4 } });
  });

  it('calls it complete only when everything answers', () => {
    expect(key(['works', 'unused', 'known']).key).toBe('setup.head.complete');
    expect(key(['works', 'starting']).key).toBe('setup.head.starting');
    expect(key(['works', 'stale']).key).toBe('setup.head.silent');
  });
});
