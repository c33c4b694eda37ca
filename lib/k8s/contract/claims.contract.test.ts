import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ApiPath } from '@/lib/k8s/api-path';
import { openScratchNamespace, type ScratchNamespace, targetOf } from '@/lib/k8s/contract/scratch-namespace';
import { claim, podWithClaim } from '@/lib/k8s/contract/scratch-objects';
import { describeContract } from '@/lib/k8s/contract/test-cluster';
import { record, records, text } from '@/lib/k8s/map/api-object';
import { createClusterWriter, createDryRunWriter } from '@/lib/k8s/writer';

const SOON = { timeout: 60_000, interval: 100 };

describeContract('claims', () => {
  let scratch: ScratchNamespace;
  let growing: string | undefined;
  let fixed: string | undefined;

  beforeAll(async () => {
    scratch = await openScratchNamespace();
    const { body } = await scratch.connection.json({ path: '/apis/storage.k8s.io/v1/storageclasses' as ApiPath, right: 'list storageclasses' });
    const classes = records(record(body).items);
    const isDefault = (entry: Readonly<Record<string, unknown>>) =>
      record(record(entry.metadata).annotations)['storageclass.kubernetes.io/is-default-class'] === 'true';
    const named = (expands: boolean) => {
      const fitting = classes.filter((entry) => (entry.allowVolumeExpansion === true) === expands);
      return text(record((fitting.find(isDefault) ?? fitting[0])?.metadata).name);
    };
    [growing, fixed] = [named(true), named(false)];
  });
  afterAll(() => scratch?.remove());

  const read = async (name: string) => scratch.read('v1/persistentvolumeclaims', name);
  const capacity = async (name: string) => record(record((await read(name)).status).capacity).storage;
  const grow = (storage: string) => ({ spec: { resources: { requests: { storage } } } });
  const writer = () => createClusterWriter(scratch.connection);
  const planned = async (name: string) => targetOf('PersistentVolumeClaim', await read(name));
  async function bound(name: string, storageClass: string): Promise<void> {
    await scratch.create('v1/persistentvolumeclaims', claim(name, storageClass, '1Gi'));
    await scratch.create('v1/pods', podWithClaim(name, name));
    await expect.poll(async () => record((await read(name)).status).phase, SOON).toBe('Bound');
    await expect.poll(async () => record((await scratch.read('v1/pods', name)).status).phase, SOON).toBe('Running');
  }

  it('are bound to a volume of the size that was asked for, or more', async (context) => {
    if (!growing) return context.skip('NOT RUN: no StorageClass of this cluster can grow claims');
    await bound('data', growing);
    const { spec } = await read('data');
    const volume = text(record(spec).volumeName);
    const { body } = await scratch.connection.json({ path: `/api/v1/persistentvolumes/${volume}` as ApiPath, right: 'get persistentvolumes' });
    expect(record(record(record(body).spec).claimRef)).toMatchObject({ kind: 'PersistentVolumeClaim', namespace: scratch.namespace, name: 'data' });
    expect(await capacity('data')).toBe('1Gi');
  });

  it('grow where their class allows it, and a dry run grows nothing', async (context) => {
    if (!growing) return context.skip('NOT RUN: no StorageClass of this cluster can grow claims');
    const dry = await createDryRunWriter(scratch.connection).patch(await planned('data'), 'merge', grow('2Gi'));
    expect(record(record(record(dry.object.spec).resources).requests).storage).toBe('2Gi');
    expect(record(record(record((await read('data')).spec).resources).requests).storage).toBe('1Gi');
    await writer().patch(await planned('data'), 'merge', grow('2Gi'));
    await expect.poll(() => capacity('data'), SOON).toBe('2Gi');
  });

  it('never shrink', async (context) => {
    if (!growing) return context.skip('NOT RUN: no StorageClass of this cluster can grow claims');
    await expect(writer().patch(await planned('data'), 'merge', grow('1Gi'))).rejects.toMatchObject({ code: 'cluster-invalid' });
  });

  it('do not grow where their class does not say so', async (context) => {
    if (!fixed) return context.skip('NOT RUN: every StorageClass of this cluster can grow claims');
    await bound('fixed', fixed);
    const refused = writer().patch(await planned('fixed'), 'merge', grow('2Gi'));
    await expect(refused).rejects.toMatchObject({
      userMessage: { params: { reason: expect.stringContaining('only dynamically provisioned pvc can be resized') } },
    });
  });
});
