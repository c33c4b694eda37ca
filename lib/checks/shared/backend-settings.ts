import type { EnvFact } from '@/lib/domain/facts/template';
import type { WorkloadFact } from '@/lib/domain/facts/workload';

/** Components whose container also runs the egress proxy: read from the supervisor files of CVAT's server image. */
export const proxyComponents = ['server', 'worker-annotation', 'worker-chunks', 'worker-export', 'worker-import', 'worker-webhooks'] as const;

export const PROXY_SETTING = 'SMOKESCREEN_OPTS';

/** A backend Deployment of the chart and which component it is. */
export interface Backend {
  readonly component: string;
  readonly workload: WorkloadFact;
}

/** The server and the workers that are meant to run, by their labels. */
export function backendsOf(workloads: readonly WorkloadFact[]): Backend[] {
  return workloads.flatMap((workload) => {
    const { tier, component } = workload.template.labels;
    return workload.kind === 'Deployment' && tier === 'backend' && component !== undefined && workload.desired > 0 ? [{ component, workload }] : [];
  });
}

/** Those of them that run the egress proxy. */
export function proxyBackendsOf(workloads: readonly WorkloadFact[]): Backend[] {
  return backendsOf(workloads).filter((b) => (proxyComponents as readonly string[]).includes(b.component));
}

/** A setting as the template of a backend gives it. `hidden`: it is there and its value is not for reading. */
export type Setting =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'reference'; readonly to: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'hidden' };

/** The container CVAT runs in: the one named so, else the first that is no init container. The last of two equal names counts, as in Kubernetes. */
export function settingOf({ workload }: Backend, name: string): Setting {
  const own = mainContainerOf(workload);
  const env: EnvFact | undefined = own?.env.filter((e) => e.name === name).at(-1);
  if (!env) return { kind: 'absent' };
  if (env.from) return { kind: 'reference', to: `${env.from.kind} ${env.from.name ?? ''} ${env.from.key}`.replace(/\s+/g, ' ') };
  if (env.redacted) return { kind: 'hidden' };
  return { kind: 'value', value: env.value ?? '' };
}

export function mainContainerOf(workload: WorkloadFact) {
  const containers = workload.template.containers.filter((c) => !c.init);
  return containers.find((c) => c.name === 'cvat-backend') ?? containers[0];
}

/** Namespace in which CVAT looks for functions, as the server's template says; undefined where it does not say so in plain words. */
export function nuclioNamespaceOf(workloads: readonly WorkloadFact[]): string | undefined {
  const server = backendsOf(workloads).find((b) => b.component === 'server');
  const setting = server && settingOf(server, 'CVAT_NUCLIO_FUNCTION_NAMESPACE');
  return setting?.kind === 'value' ? setting.value : undefined;
}
