import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/domain/errors';
import type { ApiRequest, ClusterConnection } from '@/lib/k8s/connection';
import { createClusterWriter, createDryRunWriter } from '@/lib/k8s/writer';

const target = { kind: 'Deployment', apiVersion: 'apps/v1', namespace: 'cvat', name: 'server', uid: 'u1', resourceVersion: '7' };
const stored = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'server', uid: 'u1', resourceVersion: '7', managedFields: [{}] } };

function connectionThat(answer: (request: ApiRequest) => unknown) {
  const requests: ApiRequest[] = [];
  const connection = {
    async json(request: ApiRequest) {
      requests.push(request);
      return { body: answer(request), status: 200, warnings: ['careful'] };
    },
  } as unknown as ClusterConnection;
  return { connection, requests };
}

function failing(code: 'not-found' | 'cluster-invalid' | 'cluster-conflict', now: unknown) {
  return connectionThat((request) => {
    if (request.method !== undefined) throw new AppError(code, { params: { status: 422, reason: 'nonsense' } });
    return now;
  }).connection;
}

describe('the cluster writer', () => {
  it('asks for a dry run of a deletion in the body, where the API server reads it', async () => {
    const { connection, requests } = connectionThat(() => ({}));
    await createDryRunWriter(connection).remove(target, 'Foreground');
    expect(requests[0]?.body).toMatchObject({ dryRun: ['All'], preconditions: { uid: 'u1', resourceVersion: '7' }, propagationPolicy: 'Foreground' });
    expect(requests[0]?.query).toBeUndefined();
  });

  it('deletes for real only as the real writer', async () => {
    const { connection, requests } = connectionThat(() => ({}));
    await createClusterWriter(connection).remove(target, 'Orphan');
    expect(requests[0]?.body).not.toHaveProperty('dryRun');
  });

  it('dry-runs a patch by the query and names itself as field manager', async () => {
    const { connection, requests } = connectionThat(() => stored);
    const { object, warnings } = await createDryRunWriter(connection).patch(target, 'strategic', { spec: { replicas: 2 } });
    expect(requests[0]).toMatchObject({
      method: 'PATCH',
      path: '/apis/apps/v1/namespaces/cvat/deployments/server',
      contentType: 'application/strategic-merge-patch+json',
      query: { dryRun: 'All', fieldManager: 'loupe', fieldValidation: 'Strict' },
      body: { spec: { replicas: 2 }, metadata: { uid: 'u1', resourceVersion: '7' } },
    });
    expect(warnings).toEqual(['careful']);
    expect(object.metadata).not.toHaveProperty('managedFields');
  });

  it('puts the planned version in front of a JSON patch as tests', async () => {
    const { connection, requests } = connectionThat(() => stored);
    await createClusterWriter(connection).patch(target, 'json', [{ op: 'remove', path: '/spec/paused' }]);
    expect(requests[0]?.query).toMatchObject({ dryRun: undefined });
    expect(requests[0]?.body).toEqual([
      { op: 'test', path: '/metadata/uid', value: 'u1' },
      { op: 'test', path: '/metadata/resourceVersion', value: '7' },
      { op: 'remove', path: '/spec/paused' },
    ]);
  });

  it.each([
    ['cluster-conflict', { ...stored, metadata: { ...stored.metadata, resourceVersion: '8' } }],
    ['cluster-conflict', { ...stored, metadata: { ...stored.metadata, uid: 'u2' } }],
    ['cluster-invalid', stored],
  ])('calls a refused patch %s by looking at the object', async (code, now) => {
    const write = createDryRunWriter(failing('cluster-invalid', now)).patch(target, 'json', []);
    await expect(write).rejects.toMatchObject({ code });
  });

  it('says that the target is gone', async () => {
    await expect(createDryRunWriter(failing('not-found', undefined)).remove(target, 'Orphan')).rejects.toMatchObject({ code: 'target-gone' });
  });

  it.each(['.', '..', '../x', 'a/b', '%2e%2e', 'Server', ''])('sends nothing for the name %j', async (name) => {
    const { connection, requests } = connectionThat(() => ({}));
    await expect(createClusterWriter(connection).remove({ ...target, name }, 'Orphan')).rejects.toMatchObject({ code: 'invalid-name' });
    expect(requests).toEqual([]);
  });

  it('changes no kind it does not know, Secrets among them', async () => {
    const { connection, requests } = connectionThat(() => ({}));
    await expect(createClusterWriter(connection).patch({ ...target, kind: 'Secret' }, 'merge', {})).rejects.toMatchObject({ code: 'forbidden' });
    expect(requests).toEqual([]);
  });
});
