import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ApiPath } from '@/lib/k8s/api-path';
import { openScratchNamespace, type ScratchNamespace } from '@/lib/k8s/contract/scratch-namespace';
import { configMap, deployment } from '@/lib/k8s/contract/scratch-objects';
import { describeContract } from '@/lib/k8s/contract/test-cluster';
import { record, records, text } from '@/lib/k8s/map/api-object';
import { listPages } from '@/lib/k8s/watch/list-pages';

describeContract('lists', () => {
  let scratch: ScratchNamespace;
  const names = ['one', 'two', 'three', 'four', 'five'];
  const page = async (query: Record<string, string | number>) => {
    const path = `/api/v1/namespaces/${scratch.namespace}/configmaps` as ApiPath;
    const { metadata, items } = record((await scratch.connection.json({ path, right: 'list configmaps', query })).body);
    return { metadata: record(metadata), names: records(items).map((item) => text(record(item.metadata).name)) };
  };

  beforeAll(async () => {
    scratch = await openScratchNamespace();
    for (const name of names) await scratch.create('v1/configmaps', { ...configMap(name), metadata: { name, labels: { suite: 'list', of: name } } });
  });
  afterAll(() => scratch?.remove());

  it('come in pages of the size that is asked for, all of one version, each object once', async () => {
    const seen: (string | undefined)[] = [];
    const versions = new Set<unknown>();
    let next: string | undefined;
    do {
      const query: Record<string, string | number> = { limit: 2, labelSelector: 'suite=list', ...(next ? { continue: next } : {}) };
      const { metadata, names: got } = await page(query);
      expect(got.length).toBeLessThanOrEqual(2);
      seen.push(...got);
      versions.add(metadata.resourceVersion);
      next = text(metadata.continue);
    } while (next);
    expect(seen.sort()).toEqual([...names].sort());
    expect(versions.size).toBe(1);
  });

  it('do not change between two pages, whatever is made meanwhile', async () => {
    const first = await page({ limit: 2 });
    await scratch.create('v1/configmaps', configMap('zzz-late'));
    const rest = await page({ limit: 100, continue: text(first.metadata.continue) ?? '' });
    expect(rest.names).not.toContain('zzz-late');
    expect((await page({})).names).toContain('zzz-late');
  });

  it('refuse a continuation that is none', async () => {
    await expect(page({ limit: 2, continue: 'bm9uc2Vuc2U' })).rejects.toMatchObject({ code: 'cluster-invalid' });
  });

  it('are narrowed by labels and by fields', async () => {
    expect((await page({ labelSelector: 'of in (one,two)' })).names.sort()).toEqual(['one', 'two']);
    expect((await page({ labelSelector: 'suite,of notin (one,two,three)' })).names.sort()).toEqual(['five', 'four']);
    expect((await page({ fieldSelector: 'metadata.name=four' })).names).toEqual(['four']);
    await expect(page({ fieldSelector: 'spec.nonsense=1' })).rejects.toMatchObject({ code: 'cluster-invalid' });
  });

  it('are read page by page by the adapter, and answer a version a watch can start from', async () => {
    for (const name of ['a', 'b', 'c']) await scratch.create('apps/v1/deployments', deployment(name));
    const items: string[] = [];
    const scope = { kind: 'Deployment', namespace: scratch.namespace } as const;
    const version = await listPages(scratch.connection, scope, (item) => items.push(String(record(record(item).metadata).name)));
    expect(items.sort()).toEqual(['a', 'b', 'c']);
    expect(version).toMatch(/^\d+$/);
  });
});
