import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import type { Target } from '@/lib/domain/operation';
import { type ApiKind, resourcePaths } from '@/lib/domain/resource-ref';
import type { ApiPath } from '@/lib/k8s/api-path';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { connectToTestCluster, kubeconfigOfTest } from '@/lib/k8s/contract/test-cluster';
import { type ApiObject, isApiObject, record } from '@/lib/k8s/map/api-object';

/** A namespace of a suite's own: contract tests write nowhere else. */
export interface ScratchNamespace {
  readonly connection: ClusterConnection;
  readonly namespace: string;
  /** Creates an object; `collection` as in `apps/v1/deployments`. Answers it as the server stored it. */
  create(collection: string, body: object): Promise<ApiObject>;
  read(collection: string, name: string): Promise<ApiObject>;
  /** A whole collection of the namespace. */
  list(collection: string): Promise<unknown>;
  /** A service account with these rules in this namespace, and a connection as it. */
  account(name: string, rules: readonly object[]): Promise<Account>;
  /** A kubeconfig in a folder that goes with the namespace. */
  kubeconfig(change: (config: { clusters: object[]; users: object[]; contexts: object[] }) => object): string;
  remove(): Promise<void>;
}

export interface Account {
  readonly name: string;
  readonly namespace: string;
  readonly connection: ClusterConnection;
  readonly kubeconfigPath: string;
}

export async function openScratchNamespace(): Promise<ScratchNamespace> {
  const connection = connectToTestCluster();
  const namespace = `loupe-contract-${Math.random().toString(36).slice(2, 8)}`;
  const folder = mkdtempSync(path.join(tmpdir(), 'loupe-contract-'));
  const accounts: Account[] = [];
  const post = async (at: string, body: object) =>
    asObject((await connection.json({ method: 'POST', path: at as ApiPath, right: 'create', query: { fieldManager: 'contract' }, body })).body);
  await post('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });

  const scratch: ScratchNamespace = {
    connection,
    namespace,
    create: (collection, body) => post(inNamespace(namespace, collection), body),
    async read(collection, name) {
      return asObject((await connection.json({ path: `${inNamespace(namespace, collection)}/${name}` as ApiPath, right: 'get' })).body);
    },
    list: async (collection) => (await connection.json({ path: inNamespace(namespace, collection) as ApiPath, right: 'list' })).body,
    kubeconfig(change) {
      const config = new KubeConfig();
      config.loadFromFile(kubeconfigOfTest());
      const file = path.join(folder, `${Math.random().toString(36).slice(2)}.json`);
      writeFileSync(file, JSON.stringify(change(JSON.parse(config.exportConfig()))), { mode: 0o600 });
      return file;
    },
    async account(name, rules) {
      await scratch.create('v1/serviceaccounts', { metadata: { name } });
      await scratch.create('rbac.authorization.k8s.io/v1/roles', { metadata: { name }, rules });
      await scratch.create('rbac.authorization.k8s.io/v1/rolebindings', {
        metadata: { name },
        subjects: [{ kind: 'ServiceAccount', name, namespace }],
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      });
      const review = await scratch.create(`v1/serviceaccounts/${name}/token`, { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} });
      const { token } = record(record(review).status);
      const kubeconfigPath = scratch.kubeconfig((config) => ({ ...config, users: config.users.map((user) => ({ ...user, user: { token } })) }));
      const account = { name, namespace, kubeconfigPath, connection: connectToTestCluster(kubeconfigPath) };
      accounts.push(account);
      return account;
    },
    async remove() {
      await connection.json({ method: 'DELETE', path: `/api/v1/namespaces/${namespace}` as ApiPath, right: 'delete namespaces' });
      await Promise.all([connection, ...accounts.map((account) => account.connection)].map((each) => each.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return scratch;
}

function inNamespace(namespace: string, collection: string): string {
  const steps = collection.split('/');
  const grouped = steps.length > 2 && !['v1'].includes(steps[0] ?? '');
  const [version, rest] = grouped ? [steps.slice(0, 2), steps.slice(2)] : [steps.slice(0, 1), steps.slice(1)];
  return `/${grouped ? 'apis' : 'api'}/${version.join('/')}/namespaces/${namespace}/${rest.join('/')}`;
}

function asObject(body: unknown): ApiObject {
  if (isApiObject(body)) return body;
  throw new Error(`no object: ${JSON.stringify(body).slice(0, 200)}`);
}

/** The object as something to be changed: name, uid and version. */
export function targetOf(kind: ApiKind, object: ApiObject): Target {
  const { namespace, name, uid, resourceVersion } = object.metadata;
  return {
    kind,
    apiVersion: resourcePaths[kind].apiVersion,
    ...(namespace ? { namespace } : {}),
    name,
    uid: String(uid),
    resourceVersion: String(resourceVersion),
  };
}
