import type { Hand } from './hands';
import type { RecordedCluster } from './recorded-cluster';

const NAMESPACE = 'cvat';
const ROOTS = { nucliofunctions: '/apis/nuclio.io/v1beta1', deployments: '/apis/apps/v1', jobs: '/apis/batch/v1', pods: '/api/v1', nodes: '/api/v1' } as const;
const PLURALS: Readonly<Record<string, string>> = { NuclioFunction: '/apis/nuclio.io/v1beta1', ConfigMap: '/api/v1' };

interface HandsOnLab extends Hand {
  /** resourceVersion that was kept last. */
  readonly remembered: string;
}

/** Does by hand what the recorder did, through the lab's Kubernetes API and dashboard. Throws when one of them refuses. */
export function handsOn(cluster: RecordedCluster): HandsOnLab {
  let remembered = '';

  async function send(method: string, url: string, body?: unknown, type = 'application/json'): Promise<unknown> {
    const answer = await fetch(url, { method, headers: { 'content-type': type }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }
  const pathOf = (kind: keyof typeof ROOTS) => `${cluster.kubernetes}${ROOTS[kind]}${kind === 'nodes' ? '' : `/namespaces/${NAMESPACE}`}/${kind}`;
  const { store, clock } = cluster.world;

  return {
    get remembered() {
      return remembered;
    },
    patch: async (kind, name, body) => void (await send('PATCH', `${pathOf(kind)}/${name}`, body, 'application/merge-patch+json')),
    async create(object) {
      const { apiVersion, kind, metadata } = object;
      const namespaced = `${cluster.kubernetes}${PLURALS[kind]}/namespaces/${NAMESPACE}/${kind.toLowerCase()}s`;
      const exists = store.get(`${apiVersion}/${kind}`, NAMESPACE, metadata.name ?? '');
      if (exists) await send('PATCH', `${namespaced}/${metadata.name}`, object, 'application/merge-patch+json');
      else await send('POST', namespaced, object);
    },
    async remove(kind, names = /./) {
      const { items } = (await send('GET', pathOf(kind))) as { items: { metadata: { name: string } }[] };
      for (const { metadata } of items) if (names.test(metadata.name)) await send('DELETE', `${pathOf(kind)}/${metadata.name}`);
    },
    async drop(...names) {
      const headers = { 'x-nuclio-delete-function-ignore-state-validation': 'true' };
      for (const name of names)
        await fetch(`${cluster.dashboard}/api/functions`, {
          method: 'DELETE',
          headers,
          body: JSON.stringify({ metadata: { name, namespace: NAMESPACE } }),
        });
    },
    async deploy(body) {
      const headers = { 'x-nuclio-project-name': 'cvat', 'content-type': 'application/json' };
      const answer = await fetch(`${cluster.dashboard}/api/functions`, { method: 'POST', headers, body: JSON.stringify(body) });
      if (answer.status !== 202) throw new Error(`not deployed: ${answer.status} ${await answer.text()}`);
    },
    pass: async (seconds) => clock.advance(seconds * 1000),
    remember(name) {
      remembered = store.get('nuclio.io/v1beta1/NuclioFunction', NAMESPACE, name)?.metadata.resourceVersion ?? '';
    },
    forgetNodes: cluster.forgetNodes,
    async rollout(verb, name) {
      const at = new Date(clock.now()).toISOString();
      const restarted = { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': at } } };
      const template = verb === 'restart' ? restarted : previousTemplate(cluster, name);
      await send('PATCH', `${pathOf('deployments')}/${name}`, { spec: { template } }, 'application/strategic-merge-patch+json');
    },
  };
}

/** Template of the last ReplicaSet but one, as `rollout undo` finds it. */
function previousTemplate({ world }: RecordedCluster, name: string): unknown {
  const revision = (annotations: Record<string, string> = {}) => Number(annotations['deployment.kubernetes.io/revision'] ?? 0);
  const sets = world.store
    .list('apps/v1/ReplicaSet', NAMESPACE)
    .filter(({ metadata }) => metadata.ownerReferences?.some((owner) => owner.name === name))
    .sort((a, b) => revision(b.metadata.annotations) - revision(a.metadata.annotations));
  const { metadata, spec } = structuredClone(sets[1]?.spec.template);
  delete metadata.labels['pod-template-hash'];
  return { metadata, spec };
}
