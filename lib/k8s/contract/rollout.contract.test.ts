import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ApiKind } from '@/lib/domain/resource-ref';
import { openScratchNamespace, type ScratchNamespace, targetOf } from '@/lib/k8s/contract/scratch-namespace';
import { deployment, statefulSet } from '@/lib/k8s/contract/scratch-objects';
import { describeContract } from '@/lib/k8s/contract/test-cluster';
import { type ApiObject, number, record, records, text } from '@/lib/k8s/map/api-object';
import { createClusterWriter } from '@/lib/k8s/writer';

const UNTIL_READY = { timeout: 60_000, interval: 100 };
const REVISION = 'deployment.kubernetes.io/revision';

describeContract('rollouts', () => {
  let scratch: ScratchNamespace;
  beforeAll(async () => {
    scratch = await openScratchNamespace();
  });
  afterAll(() => scratch?.remove());

  const collections = { Deployment: 'apps/v1/deployments', StatefulSet: 'apps/v1/statefulsets' } as const;
  const statusOf = (object: ApiObject) => record(object.status);
  const envOf = (object: ApiObject) => records(records(record(record(record(object.spec).template).spec).containers)[0]?.env)[0]?.value;
  const list = async (collection: string) => records(record(await scratch.list(collection)).items) as unknown as readonly ApiObject[];

  /** As a rollout is judged: the controller has seen this generation, and every pod is of the newest template and ready. */
  async function rolledOut(kind: keyof typeof collections, name: string): Promise<boolean> {
    const object = await scratch.read(collections[kind], name);
    const { observedGeneration, updatedReplicas, readyReplicas, replicas } = statusOf(object);
    const wanted = number(record(object.spec).replicas);
    return observedGeneration === object.metadata.generation && updatedReplicas === wanted && readyReplicas === wanted && replicas === wanted;
  }
  async function setEnv(kind: keyof typeof collections & ApiKind, name: string, value: string): Promise<void> {
    const planned = targetOf(kind, await scratch.read(collections[kind], name));
    const body = [{ op: 'replace', path: '/spec/template/spec/containers/0/env/0/value', value }];
    // The status moves while pods start: like Loupe, plan again on the object as it is now.
    await createClusterWriter(scratch.connection)
      .patch(planned, 'json', body)
      .catch((error: { code?: string }) => (error.code === 'cluster-conflict' ? setEnv(kind, name, value) : Promise.reject(error)));
  }
  const ownedBy = (owner: ApiObject) => (object: ApiObject) =>
    records(object.metadata.ownerReferences).some((reference) => reference.uid === owner.metadata.uid);

  it('of a Deployment: a changed template is a new ReplicaSet and a new revision; the old template back is the old ReplicaSet under a new number', async () => {
    const made = await scratch.create(collections.Deployment, deployment('web', 2));
    await expect.poll(() => rolledOut('Deployment', 'web'), UNTIL_READY).toBe(true);
    await setEnv('Deployment', 'web', '2');
    await expect.poll(() => rolledOut('Deployment', 'web'), UNTIL_READY).toBe(true);
    const after = await scratch.read(collections.Deployment, 'web');
    expect(record(after.metadata.annotations)[REVISION]).toBe('2');
    const sets = (await list('apps/v1/replicasets')).filter(ownedBy(made));
    expect(sets.map((set) => record(set.metadata.annotations)[REVISION]).sort()).toEqual(['1', '2']);
    const first = sets.find((set) => envOf(set) === '1');
    expect([record(first?.spec).replicas, records(record(statusOf(after)).conditions).find(({ type }) => type === 'Progressing')?.reason]).toEqual([
      0,
      'NewReplicaSetAvailable',
    ]);

    await setEnv('Deployment', 'web', '1');
    await expect.poll(() => rolledOut('Deployment', 'web'), UNTIL_READY).toBe(true);
    const undone = await scratch.read(collections.Deployment, 'web');
    expect([envOf(undone), record(undone.metadata.annotations)[REVISION]]).toEqual(['1', '3']);
    const now = (await list('apps/v1/replicasets')).filter(ownedBy(made));
    expect(now.map((set) => set.metadata.name).sort()).toEqual(sets.map((set) => set.metadata.name).sort());
    const back = now.find((set) => set.metadata.name === first?.metadata.name);
    expect([record(back?.metadata.annotations)[REVISION], record(back?.metadata.annotations)['deployment.kubernetes.io/revision-history']]).toEqual(['3', '1']);
  });

  it('of a StatefulSet: each template is a ControllerRevision; the old template back is the old revision again', async () => {
    const made = await scratch.create(collections.StatefulSet, statefulSet('db', 1));
    await expect.poll(() => rolledOut('StatefulSet', 'db'), UNTIL_READY).toBe(true);
    const before = statusOf(await scratch.read(collections.StatefulSet, 'db'));
    expect(before.currentRevision).toBe(before.updateRevision);
    await setEnv('StatefulSet', 'db', '2');
    await expect.poll(async () => statusOf(await scratch.read(collections.StatefulSet, 'db')).currentRevision, UNTIL_READY).not.toBe(before.currentRevision);
    await expect.poll(() => rolledOut('StatefulSet', 'db'), UNTIL_READY).toBe(true);
    const revisions = (await list('apps/v1/controllerrevisions')).filter(ownedBy(made));
    const labels = (revision: ApiObject) => record(revision.metadata.labels);
    expect(revisions.map(({ revision }) => revision).sort()).toEqual([1, 2]);
    expect(revisions.map((revision) => text(revision.metadata.name)?.startsWith('db-'))).toEqual([true, true]);
    for (const revision of revisions) expect(revision.metadata.name).toBe(`db-${labels(revision)['controller.kubernetes.io/hash']}`);
    const templates = revisions.map(({ data }) => record(record(record(data).spec).template));
    expect(templates.map((template) => template.$patch)).toEqual(['replace', 'replace']);

    await setEnv('StatefulSet', 'db', '1');
    await expect.poll(async () => statusOf(await scratch.read(collections.StatefulSet, 'db')).currentRevision, UNTIL_READY).toBe(before.currentRevision);
    await expect.poll(() => rolledOut('StatefulSet', 'db'), UNTIL_READY).toBe(true);
    const now = (await list('apps/v1/controllerrevisions')).filter(ownedBy(made));
    expect(now.map(({ revision }) => revision).sort()).toEqual([2, 3]);
    const pod = await scratch.read('v1/pods', 'db-0');
    expect(record(pod.metadata.labels)['controller-revision-hash']).toBe(before.currentRevision);
  });

  it('that cannot go on is said to be stuck by its own deadline, and undone it is well again', async () => {
    const stuck = deployment('stuck', 1);
    await scratch.create(collections.Deployment, { ...stuck, spec: { ...stuck.spec, progressDeadlineSeconds: 2 } });
    await expect.poll(() => rolledOut('Deployment', 'stuck'), UNTIL_READY).toBe(true);
    const impossible = { op: 'add', path: '/spec/template/spec/nodeSelector', value: { 'loupe.test/nowhere': 'yes' } };
    const writer = createClusterWriter(scratch.connection);
    const planned = () => scratch.read(collections.Deployment, 'stuck').then((object) => targetOf('Deployment', object));
    await writer.patch(await planned(), 'json', [impossible]);
    const progressing = async () =>
      records(statusOf(await scratch.read(collections.Deployment, 'stuck')).conditions).find(({ type }) => type === 'Progressing')?.reason;
    await expect.poll(progressing, UNTIL_READY).toBe('ProgressDeadlineExceeded');
    expect(statusOf(await scratch.read(collections.Deployment, 'stuck')).availableReplicas).toBe(1);
    await writer.patch(await planned(), 'json', [{ op: 'remove', path: '/spec/template/spec/nodeSelector' }]);
    await expect.poll(progressing, UNTIL_READY).toBe('NewReplicaSetAvailable');
  });
});
