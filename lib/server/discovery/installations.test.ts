import { describe, expect, it } from 'vitest';
import type { AuditDraft } from '@/lib/domain/audit-entry';
import type { InstallationName, KeptChoice } from '@/lib/domain/discovery/choose-installation';
import type { ReleaseCandidate, ReleaseSearch } from '@/lib/domain/discovery/release-candidate';
import { createInstallations } from '@/lib/server/discovery/installations';

const candidate = (namespace: string, release: string, functionNamespace?: string): ReleaseCandidate => ({
  ...{ namespace, release, foundBy: 'labels', deployment: `${release}-server` },
  ...(functionNamespace ? { functionNamespace } : {}),
});
const cvat = candidate('cvat', 'cvat', 'models');
const vision = candidate('vision', 'labelling');

function house({ kept, pinned = {} }: { kept?: KeptChoice; pinned?: Partial<InstallationName> } = {}) {
  const written: AuditDraft[] = [];
  const listeners: (() => void)[] = [];
  const search = {
    last: undefined as ReleaseSearch | undefined,
    failure: undefined,
    look: async () => {},
    onLook: (l: () => void) => void listeners.push(l),
    start: () => {},
    stop: () => {},
  };
  const settings = {
    installation: kept,
    keepInstallation: async (choice: KeptChoice) => {
      settings.installation = choice;
    },
  };
  let changes = 0;
  const installations = createInstallations({
    ...{ clusterName: 'kind', pinned, settings, search },
    nuclio: { namespace: undefined, project: undefined },
    ledger: { append: async (draft) => written.push(draft) as never },
    onFault: (error) => {
      throw error;
    },
  });
  installations.onChange(() => changes++);
  return {
    ...{ installations, settings, written },
    changes: () => changes,
    seen: async (...candidates: ReleaseCandidate[]) => {
      search.last = { at: '2026-01-01T00:00:00Z', scope: { kind: 'cluster' }, candidates, missingRights: [] };
      for (const listener of listeners) listener();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe('the open installation', () => {
  it('is the only one that was seen: opened, kept and written down as Loupe’s own act', async () => {
    const { installations, settings, written, changes, seen } = house();
    expect(installations).toMatchObject({ opened: undefined, choice: { kind: 'looking' } });
    await seen(cvat);
    expect(installations.opened).toEqual({ cluster: 'kind', namespace: 'cvat', release: 'cvat', nuclioNamespace: 'models', nuclioProject: 'cvat' });
    expect(settings.installation).toEqual({ namespace: 'cvat', release: 'cvat', by: 'only-candidate', nuclioNamespace: 'models' });
    expect(written).toMatchObject([{ event: 'setting-changed', target: 'installation', actor: { name: 'loupe' } }]);
    await seen(cvat);
    expect(changes()).toBe(1);
    expect(written).toHaveLength(1);
  });

  it('waits for a person where there are several, and is theirs then', async () => {
    const { installations, settings, written, seen } = house();
    await seen(cvat, vision);
    expect(installations).toMatchObject({ opened: undefined, choice: { kind: 'several' } });
    await installations.choose({ namespace: 'vision', release: 'labelling' });
    expect(installations.opened).toMatchObject({ namespace: 'vision', release: 'labelling', nuclioNamespace: 'vision' });
    expect(settings.installation).toMatchObject({ by: 'person' });
    expect(written).toEqual([]);
  });

  it('cannot be one that nobody saw, nor be chosen against the environment', async () => {
    const open = house();
    await open.seen(cvat);
    await expect(open.installations.choose({ namespace: 'kube-system', release: 'x' })).rejects.toMatchObject({ code: 'not-found' });
    const pinned = house({ pinned: { namespace: 'cvat', release: 'cvat' } });
    expect(pinned.installations.opened).toMatchObject({ namespace: 'cvat', nuclioNamespace: 'cvat' });
    await pinned.seen(cvat, vision);
    await expect(pinned.installations.choose({ namespace: 'vision', release: 'labelling' })).rejects.toMatchObject({ code: 'installation-pinned' });
    expect(pinned.settings.installation).toBeUndefined();
  });

  it('is open at start from what was kept, with the API server away', () => {
    const { installations } = house({ kept: { namespace: 'vision', release: 'labelling', by: 'person', nuclioNamespace: 'nuclio' } });
    expect(installations.opened).toMatchObject({ namespace: 'vision', nuclioNamespace: 'nuclio' });
  });

  it('follows its backend into another namespace for functions, and keeps that', async () => {
    const { installations, settings, changes, seen } = house();
    await seen(cvat);
    installations.functionsLieIn('nuclio');
    expect(installations.opened).toMatchObject({ namespace: 'cvat', nuclioNamespace: 'nuclio' });
    await seen(cvat);
    expect(installations.opened).toMatchObject({ nuclioNamespace: 'nuclio' });
    expect(settings.installation).toMatchObject({ nuclioNamespace: 'nuclio', by: 'only-candidate' });
    expect(changes()).toBe(2);
  });
});
