import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/domain/errors';
import type { ReleaseRecords } from '@/lib/domain/ports/helm';
import { decodeRelease } from '@/lib/helm/decode-release';
import { createHelmReader } from '@/lib/helm/read-release';

const release = (version: number, status: string, config: unknown) => ({
  ...{ name: 'cvat', namespace: 'cvat', version, info: { status, last_deployed: '2026-01-29T10:00:00Z' } },
  ...{ chart: { metadata: { name: 'cvat', version: '0.17.1', appVersion: 'latest' }, values: {} }, config, manifest: 'kind: Secret' },
});
const encode = (value: unknown) => gzipSync(JSON.stringify(value)).toString('base64');

function recordsOf(...all: ReturnType<typeof release>[]): ReleaseRecords {
  return {
    list: async () => all.map(({ version, info }) => ({ name: `v${version}`, revision: version, status: info.status })),
    read: async (_namespace, name) => encode(all.find(({ version }) => `v${version}` === name)),
  };
}

describe('the Helm reader', () => {
  it('tells of the newest revision, so that a broken upgrade shows', async () => {
    const reader = createHelmReader(recordsOf(release(9, 'deployed', {}), release(10, 'pending-upgrade', {})), 'cvat', 'cvat');
    await expect(reader.release()).resolves.toEqual({
      ...{ name: 'cvat', namespace: 'cvat', chart: 'cvat', chartVersion: '0.17.1', appVersion: 'latest' },
      ...{ revision: 10, status: 'pending-upgrade', deployedAt: '2026-01-29T10:00:00Z' },
    });
  });

  it('takes values from the revision that is deployed, without secrets', async () => {
    const config = { cvat: { kvrocks: { password: 'planted-secret', size: '100Gi' } }, extraEnv: [{ name: 'DB_PASSWORD', value: 'planted-secret' }] };
    const reader = createHelmReader(recordsOf(release(9, 'deployed', config), release(10, 'failed', {})), 'cvat', 'cvat');
    const values = await reader.values();
    expect(JSON.stringify(values)).not.toContain('planted-secret');
    expect(values).toMatchObject({ cvat: { kvrocks: { size: '100Gi' } } });
  });

  it('says that there is no release', async () => {
    const reader = createHelmReader(recordsOf(), 'cvat', 'cvat');
    await expect(reader.release()).rejects.toMatchObject({ code: 'not-found' });
    await expect(reader.values()).resolves.toBeUndefined();
  });

  it('lets a denied right through with its name', async () => {
    const denied = async () => {
      throw new AppError('cluster-denied', { params: { right: 'list secrets' } });
    };
    const reader = createHelmReader({ list: denied, read: denied }, 'cvat', 'cvat');
    await expect(reader.release()).rejects.toMatchObject({ code: 'cluster-denied', userMessage: { params: { right: 'list secrets' } } });
  });
});

describe('a record', () => {
  it('may be plain JSON', () => {
    expect(decodeRelease(Buffer.from(JSON.stringify(release(1, 'deployed', null))).toString('base64')).version).toBe(1);
  });

  it.each(['', 'AAAA', encode({ name: 'x' }), encode([])])('that is none is refused: %#', (encoded) => {
    expect(() => decodeRelease(encoded)).toThrow(expect.objectContaining({ code: 'cluster-failed' }));
  });
});
