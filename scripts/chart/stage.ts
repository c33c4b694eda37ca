import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { type Rig, startRig } from '../../rig/start-rig';

/** Why nothing can be proven here: the global set-up has said it loudly. */
export const noRig = process.env.LOUPE_NO_RIG;
export const chart = path.join(import.meta.dirname, '../../charts/loupe');
/** Where the tests install: a namespace and release of Loupe's own. */
export const HOME = 'loupe';

/** An object as the chart writes it: the fields these tests look at. */
export interface Rendered {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly rules?: readonly { readonly apiGroups: readonly string[]; readonly resources: readonly string[]; readonly verbs: readonly string[] }[];
  readonly subjects?: readonly { readonly name: string; readonly namespace: string }[];
  readonly spec?: unknown;
}

/** The rig the global set-up started. */
export function openRig(): Promise<Rig> {
  return startRig({ dir: process.env.LOUPE_CHART_RIG ?? '', port: Number(process.env.LOUPE_CHART_RIG_PORT), nodes: 0 });
}

/** Runs Helm as the cluster's administrator. Rejects with what Helm said. */
export async function helm(rig: Pick<Rig, 'dir' | 'kubeconfig'>, ...args: string[]): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(path.join(rig.dir, 'bin/helm'), args, {
      env: { ...process.env, KUBECONFIG: rig.kubeconfig, HELM_CACHE_HOME: path.join(rig.dir, 'helm'), HELM_CONFIG_HOME: path.join(rig.dir, 'helm') },
      maxBuffer: 16 << 20,
    });
    return stdout;
  } catch (cause) {
    throw new Error((cause as { stderr?: string }).stderr ?? String(cause), { cause });
  }
}

/** Values as Helm's arguments. */
export function set(values: Readonly<Record<string, string | boolean | number>>): string[] {
  return Object.entries(values).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
}

/** What the chart renders with these values, as Loupe's own cluster would get it. */
export async function render(rig: Rig, values: Readonly<Record<string, string | boolean | number>> = {}, namespace = HOME): Promise<readonly Rendered[]> {
  const text = await helm(rig, 'template', 'loupe', chart, '--namespace', namespace, '--api-versions', 'longhorn.io/v1beta2', ...set(values));
  return parseAllDocuments(text).flatMap((document) => (document.toJS() as Rendered | null) ?? []);
}
