import type { EndpointName } from '@/lib/domain/endpoint';

type Labels = Readonly<Record<string, string>>;

/** How one part is found. Facts: environment and names of CVAT's chart 0.17.1, defaults of CVAT's settings. */
export interface EndpointRule {
  readonly name: Exclude<EndpointName, 'cvat' | 'object-store'>;
  /** The variable CVAT takes the host from, and those beside it. */
  readonly variables?: { readonly host: string; readonly port?: string; readonly scheme?: string };
  /** The port CVAT connects to where no variable says another. */
  readonly defaultPort: number;
  /** The host CVAT connects to where no variable names one. */
  readonly defaultHost?: string;
  /** Labels of the Service where the environment does not tell, any of them; the release's label is demanded beside them. */
  readonly labels: readonly Labels[];
  /** The variable without which CVAT does not use this part at all. */
  readonly usedIf?: string;
}

const named = (name: string, more: Labels = {}): Labels => ({ 'app.kubernetes.io/name': name, ...more });

export const endpointRules: readonly EndpointRule[] = [
  {
    name: 'nuclio',
    variables: { host: 'CVAT_NUCLIO_HOST', port: 'CVAT_NUCLIO_PORT', scheme: 'CVAT_NUCLIO_SCHEME' },
    defaultPort: 8070,
    defaultHost: 'nuclio',
    labels: [{ 'nuclio.io/app': 'dashboard' }],
    usedIf: 'CVAT_SERVERLESS',
  },
  {
    name: 'kvrocks',
    variables: { host: 'CVAT_REDIS_ONDISK_HOST', port: 'CVAT_REDIS_ONDISK_PORT' },
    defaultPort: 6666,
    labels: [{ app: 'cvat-app', tier: 'kvrocks' }],
  },
  {
    name: 'redis',
    variables: { host: 'CVAT_REDIS_INMEM_HOST', port: 'CVAT_REDIS_INMEM_PORT' },
    defaultPort: 6379,
    labels: [named('redis', { 'app.kubernetes.io/component': 'master' }), named('valkey'), named('redis')],
  },
  {
    name: 'postgres',
    variables: { host: 'CVAT_POSTGRES_HOST', port: 'CVAT_POSTGRES_PORT' },
    defaultPort: 5432,
    labels: [named('postgresql', { 'app.kubernetes.io/component': 'primary' }), named('postgresql')],
  },
  {
    name: 'clickhouse',
    variables: { host: 'CLICKHOUSE_HOST', port: 'CLICKHOUSE_PORT' },
    defaultPort: 8123,
    labels: [named('clickhouse')],
    usedIf: 'CVAT_ANALYTICS',
  },
  // People open Grafana; CVAT itself never connects to it.
  { name: 'grafana', defaultPort: 80, labels: [named('grafana')], usedIf: 'CVAT_ANALYTICS' },
  // The address stands in CVAT's settings, the same for every release.
  { name: 'opa', variables: { host: 'IAM_OPA_HOST' }, defaultHost: 'opa', defaultPort: 8181, labels: [{ app: 'cvat-app', tier: 'opa' }] },
];
