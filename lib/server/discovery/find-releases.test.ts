import { describe, expect, it } from 'vitest';
import type { BackendSign } from '@/lib/domain/discovery/release-candidate';
import { AppError } from '@/lib/domain/errors';
import type { HelmReleaseFact } from '@/lib/domain/facts/cvat';
import { createReleaseFinder } from '@/lib/server/discovery/find-releases';

const sign = (namespace: string, over: Partial<BackendSign> = {}): BackendSign => ({
  ...{ namespace, deployment: 'cvat-backend-server', release: 'cvat', foundBy: 'labels', isServer: true, byHelm: true },
  ...over,
});
const record = (namespace: string): HelmReleaseFact => ({ name: 'cvat', namespace, chart: 'cvat', chartVersion: '0.17.1', revision: 3, status: 'deployed' });

function finder(signs: BackendSign[], mayRead: (namespace: string) => boolean, read: typeof record = record) {
  const opened: string[] = [];
  const find = createReleaseFinder({
    backends: { find: async () => ({ scope: { kind: 'cluster' }, signs, missingRights: [] }) },
    mayReadRecords: async (namespace) => mayRead(namespace),
    record: async (namespace, release) => {
      opened.push(`${namespace}/${release}`);
      return read(namespace);
    },
    clock: { now: () => Date.parse('2026-01-01T00:00:00Z'), sleep: async () => {} },
  });
  return { find, opened };
}

describe('looking for releases', () => {
  it('takes chart and version from Helm’s record where it may, and only there', async () => {
    const { find, opened } = finder([sign('cvat'), sign('vision')], (namespace) => namespace === 'cvat');
    const { candidates, missingRights, at } = await find([]);
    expect(candidates).toMatchObject([
      { namespace: 'cvat', foundBy: 'helm', chart: { name: 'cvat', version: '0.17.1' } },
      { namespace: 'vision', foundBy: 'labels' },
    ]);
    expect(opened).toEqual(['cvat/cvat']);
    expect(missingRights).toEqual(['get secrets']);
    expect(at).toBe('2026-01-01T00:00:00.000Z');
  });

  it('asks for no right to Secrets where nothing was installed by Helm', async () => {
    const { find, opened } = finder([sign('cvat', { byHelm: false })], () => false);
    expect(await find([])).toMatchObject({ missingRights: [], candidates: [{ foundBy: 'labels' }] });
    expect(opened).toEqual([]);
  });

  it('still lists a release whose record cannot be read', async () => {
    const broken = () => {
      throw new AppError('cluster-failed');
    };
    expect((await finder([sign('cvat')], () => true, broken).find([])).candidates).toMatchObject([{ namespace: 'cvat', foundBy: 'labels' }]);
  });
});
