import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { parseAllDocuments, stringify } from 'yaml';

/** What the base is rendered with: Loupe in namespace `loupe`, CVAT in `cvat`, every remediation on. Another choice is a patch, or the chart. */
const NAMESPACE = 'loupe';
const NOTE = '# Rendered from charts/loupe by `npm run kustomize`. Do not edit: patch it from an overlay.\n';

interface KubernetesObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; labels?: Record<string, string>; annotations?: Record<string, string> };
  readonly spec?: { template?: { metadata: { labels: Record<string, string> } } };
}

/** The base's files: one a kind, and the list of them. Labels that only Helm means are left out. Rejects with what Helm said. */
export async function kustomizeBase(root: string, helm: string): Promise<readonly (readonly [string, string])[]> {
  const { stdout } = await promisify(execFile)(helm, ['template', 'loupe', path.join(root, 'charts/loupe'), '--namespace', NAMESPACE], { maxBuffer: 16 << 20 });
  const objects = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } },
    ...parseAllDocuments(stdout).flatMap((document) => withoutHelm((document.toJS() as KubernetesObject | null) ?? undefined)),
  ];
  const byFile = groupBy(objects, fileOf);
  const files = [...byFile].map(
    ([file, of]) => [`deploy/kustomize/${file}`, NOTE + of.map((object) => stringify(object, { lineWidth: 0 })).join('---\n')] as const,
  );
  const list = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources: [...byFile.keys()] };
  return [...files, ['deploy/kustomize/kustomization.yaml', NOTE + stringify(list)]];
}

function withoutHelm(object: KubernetesObject | undefined): KubernetesObject[] {
  if (!object) return [];
  for (const labels of [object.metadata.labels, object.spec?.template?.metadata.labels]) {
    delete labels?.['helm.sh/chart'];
    delete labels?.['app.kubernetes.io/managed-by'];
  }
  const { annotations } = object.metadata;
  if (annotations) {
    delete annotations['helm.sh/resource-policy'];
    if (Object.keys(annotations).length === 0) delete object.metadata.annotations;
  }
  return [object];
}

/** `ClusterRoleBinding` → `cluster-role-bindings.yaml`. */
function fileOf({ kind }: { readonly kind: string }): string {
  const words = kind.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
  return `${words.endsWith('y') ? `${words.slice(0, -1)}ies` : words.endsWith('s') ? `${words}es` : `${words}s`}.yaml`;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
