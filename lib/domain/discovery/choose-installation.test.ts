import { describe, expect, it } from 'vitest';
import { type ChoiceInput, chooseInstallation } from '@/lib/domain/discovery/choose-installation';
import type { ReleaseCandidate, ReleaseSearch } from '@/lib/domain/discovery/release-candidate';

const first: ReleaseCandidate = { namespace: 'cvat', release: 'cvat', foundBy: 'helm', deployment: 'cvat-backend-server', functionNamespace: 'models' };
const second: ReleaseCandidate = { namespace: 'vision', release: 'labelling', foundBy: 'labels', deployment: 'labelling-server' };
const search = (candidates: ReleaseCandidate[], scope: ReleaseSearch['scope'] = { kind: 'cluster' }): ReleaseSearch => ({
  ...{ at: '2026-01-01T00:00:00Z', candidates, scope, missingRights: [] },
});
const choose = (input: Partial<ChoiceInput>) => chooseInstallation({ pinned: {}, kept: undefined, search: undefined, ...input });

describe('which installation to look at', () => {
  it('is the only one there is, with the namespace its functions are put in', () => {
    expect(choose({ search: search([first]) })).toEqual({
      ...{ kind: 'open', name: { namespace: 'cvat', release: 'cvat' }, by: 'only-candidate', functionNamespace: 'models', isSeen: true },
    });
  });

  it('is nobody’s guess where there are several, none, or nothing was read yet', () => {
    expect(choose({ search: search([first, second]) }).kind).toBe('several');
    expect(choose({ search: search([]) }).kind).toBe('none');
    expect(choose({}).kind).toBe('looking');
  });

  it('is what the environment names, seen or not, and needs no search then', () => {
    const pinned = { namespace: 'vision', release: 'labelling' };
    expect(choose({ pinned })).toMatchObject({ kind: 'open', name: pinned, by: 'environment', isSeen: false });
    expect(choose({ pinned, kept: { namespace: 'cvat', release: 'cvat', by: 'person' }, search: search([first, second]) })).toMatchObject({
      name: pinned,
      isSeen: true,
    });
  });

  it('is looked for only in the namespace the environment names', () => {
    expect(choose({ pinned: { namespace: 'vision' }, search: search([first, second]) })).toMatchObject({
      name: { release: 'labelling' },
      by: 'only-candidate',
    });
  });

  it('is the one a person chose, also with the API server away', () => {
    const kept = { namespace: 'vision', release: 'labelling', by: 'person', nuclioNamespace: 'nuclio' } as const;
    expect(choose({ kept })).toMatchObject({ kind: 'open', by: 'person', functionNamespace: 'nuclio' });
    expect(choose({ kept, search: search([first, second]) })).toMatchObject({ name: { namespace: 'vision' }, isSeen: true });
  });

  it('stays with the one it took when a second appears', () => {
    const kept = { namespace: 'cvat', release: 'cvat', by: 'only-candidate' } as const;
    expect(choose({ kept, search: search([first, second]) })).toMatchObject({ name: { namespace: 'cvat' }, by: 'only-candidate' });
  });

  it('gives way to what is there only where nobody chose it and its namespace was looked at', () => {
    const kept = { namespace: 'old', release: 'cvat', by: 'only-candidate' } as const;
    expect(choose({ kept, search: search([first]) })).toMatchObject({ name: { namespace: 'cvat' } });
    expect(choose({ kept, search: search([]) })).toMatchObject({ name: { namespace: 'old' }, isSeen: false });
    expect(choose({ kept, search: search([first], { kind: 'namespaces', namespaces: ['cvat'] }) })).toMatchObject({ name: { namespace: 'old' } });
    expect(choose({ kept: { ...kept, by: 'person' }, search: search([first]) })).toMatchObject({ name: { namespace: 'old' }, isSeen: false });
  });
});
