import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectCluster } from '@/lib/k8s/connect';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { createBackendFinder } from '@/lib/k8s/discovery/find-backends';
import { ownNamespace } from '@/lib/k8s/discovery/own-namespace';
import { answerJson, type ScriptedServer, startScriptedServer } from '@/lib/k8s/testing/scripted-server';

const ALL = '/apis/apps/v1/deployments';
const inNamespace = (namespace: string) => `/apis/apps/v1/namespaces/${namespace}/deployments`;

let server: ScriptedServer;
let connection: ClusterConnection;
/** Paths this account may list; the same is answered by access reviews and by the lists themselves. */
let allowed: Record<string, unknown[]>;

beforeEach(async () => {
  server = await startScriptedServer();
  connection = connectCluster({ kubeconfigPath: server.kubeconfigPath });
  allowed = {};
  server.handler = async ({ path, request, response }) => {
    if (!path.endsWith('/selfsubjectaccessreviews')) {
      const items = allowed[path];
      return answerJson(response, items ? 200 : 403, items ? { items, metadata: {} } : { reason: 'Forbidden' });
    }
    let body = '';
    for await (const piece of request) body += piece;
    const { resource, namespace } = JSON.parse(body).spec.resourceAttributes;
    const wanted = resource === 'namespaces' ? '/api/v1/namespaces' : namespace ? inNamespace(namespace) : ALL;
    answerJson(response, 201, { status: { allowed: wanted in allowed } });
  };
});
afterEach(async () => {
  await connection.close();
  await server.close();
});

const deployment = (namespace: string, name: string, image = 'cvat/server:v2.46.1') => ({
  metadata: { namespace, name, labels: {}, annotations: { 'meta.helm.sh/release-name': 'labelling' } },
  spec: { template: { metadata: { labels: {} }, spec: { containers: [{ image, env: [{ name: 'CVAT_NUCLIO_FUNCTION_NAMESPACE', value: 'models' }] }] } } },
});
const asked = () => server.requests.map(({ path }) => path).filter((path) => !path.endsWith('reviews'));

describe('looking for CVAT’s backend', () => {
  it('reads all namespaces at once where it may, and keeps only what is CVAT’s', async () => {
    allowed = { [ALL]: [deployment('vision', 'labelling-backend-server'), deployment('web', 'shop', 'nginx')] };
    const found = await createBackendFinder(connection).find(['vision']);
    expect(found).toMatchObject({ scope: { kind: 'cluster' }, missingRights: [] });
    expect(found.signs).toMatchObject([{ namespace: 'vision', release: 'labelling', functionNamespace: 'models', isServer: true, imageTag: 'v2.46.1' }]);
    expect(asked()).toEqual([ALL]);
  });

  it('asks single namespaces where it may not, refused ones never, and says which right would show more', async () => {
    allowed = { [inNamespace('vision')]: [deployment('vision', 'labelling-backend-server')] };
    const found = await createBackendFinder(connection).find(['vision', 'secret', '../x']);
    expect(found.scope).toEqual({ kind: 'namespaces', namespaces: ['vision'] });
    expect(found.signs).toHaveLength(1);
    expect(found.missingRights).toEqual(['list deployments.apps']);
    expect(asked()).toEqual([inNamespace('vision')]);
  });

  it('takes the names of namespaces from the API server where it may list those', async () => {
    allowed = {
      '/api/v1/namespaces': [{ metadata: { name: 'vision' } }, { metadata: { name: 'web' } }],
      [inNamespace('vision')]: [deployment('vision', 'labelling-server')],
    };
    const found = await createBackendFinder(connection).find([]);
    expect(found.scope).toEqual({ kind: 'namespaces', namespaces: ['vision'] });
    expect(found.signs).toHaveLength(1);
  });

  it('fails where the API server cannot be asked: nothing found is something else', async () => {
    server.handler = ({ response }) => answerJson(response, 500, { message: 'etcd is away' });
    await expect(createBackendFinder(connection).find(['vision'])).rejects.toMatchObject({ code: 'cluster-failed' });
  });
});

describe('the namespace an account is at home in', () => {
  it('is nowhere where the kubeconfig names none, or cannot be read', () => {
    expect(ownNamespace(server.kubeconfigPath)).toBeUndefined();
    expect(ownNamespace('/not/there')).toBeUndefined();
  });
});
