import type { BackendSign } from '@/lib/domain/discovery/release-candidate';
import { isDnsLabel, isDnsSubdomain } from '@/lib/domain/dns-name';
import type { EnvFact } from '@/lib/domain/facts/template';

/** What of a Deployment is looked at. */
export interface DeploymentTraits {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** Labels of its pods. */
  readonly podLabels: Readonly<Record<string, string>>;
  readonly containers: readonly { readonly image: string; readonly env: readonly Pick<EnvFact, 'name' | 'value'>[] }[];
}

/** `cvat/server`, also behind a registry and in a mirror that joined the two words. */
const BACKEND_IMAGE = /(?:^|\/)cvat[/_-]server(?=[:@]|$)/;
/** Only CVAT's backend is told both of these. */
const BACKEND_VARIABLES = ['CVAT_POSTGRES_HOST', 'CVAT_REDIS_INMEM_HOST'] as const;
/** What the chart and people append to the release's name. */
const PART_OF_NAME = /-(?:backend|server|worker|utils)(?:-.*)?$/;

/** The Deployment as a part of CVAT's backend, or undefined when it is none: by the chart's labels, the image, or what its containers are told. */
export function backendSign(traits: DeploymentTraits): BackendSign | undefined {
  const foundBy = recognisedBy(traits);
  if (foundBy === undefined) return undefined;
  const labels = { ...traits.podLabels, ...traits.labels };
  const helmName = traits.annotations['meta.helm.sh/release-name'] ?? labels['app.kubernetes.io/instance'];
  const named = helmName !== undefined && isDnsSubdomain(helmName) ? helmName : undefined;
  const container = traits.containers.find(({ image }) => BACKEND_IMAGE.test(image)) ?? traits.containers[0];
  const imageTag = tagOf(container?.image ?? '');
  const functionNamespace = container?.env.find((entry) => entry.name === 'CVAT_NUCLIO_FUNCTION_NAMESPACE')?.value;
  return {
    namespace: traits.namespace,
    deployment: traits.name,
    release: named ?? nameOfWhole(traits.name),
    foundBy,
    isServer: isServer(traits, labels),
    byHelm: named !== undefined,
    ...(imageTag ? { imageTag } : {}),
    ...(functionNamespace && isDnsLabel(functionNamespace) ? { functionNamespace } : {}),
  };
}

/** What the names of all parts begin with: the release's name, or what overrides it (`annotate-backend-server` → `annotate`). */
export function nameOfWhole(deployment: string): string {
  return deployment.replace(PART_OF_NAME, '');
}

function recognisedBy({ labels, podLabels, containers }: DeploymentTraits): BackendSign['foundBy'] | undefined {
  if ([labels, podLabels].some((each) => each.app === 'cvat-app' && each.tier === 'backend')) return 'labels';
  if (containers.some(({ image }) => BACKEND_IMAGE.test(image))) return 'image';
  const told = (name: string) => containers.some(({ env }) => env.some((entry) => entry.name === name));
  return BACKEND_VARIABLES.every(told) ? 'environment' : undefined;
}

function isServer({ name, containers }: DeploymentTraits, labels: Readonly<Record<string, string>>): boolean {
  if (labels.component !== undefined) return labels.component === 'server';
  // Hosts to answer for are told to the server alone.
  return /(?:^|-)server$/.test(name) || containers.some(({ env }) => env.some((entry) => entry.name === 'ALLOWED_HOSTS'));
}

function tagOf(image: string): string | undefined {
  return /:([\w.-]+)(?:@|$)/.exec(image.split('/').at(-1) ?? '')?.[1];
}
