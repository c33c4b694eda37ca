import { PROXY_SETTING, proxyComponents } from './backend-settings';

/** A setting that has to be the same wherever it is used. Names, defaults and users were read from CVAT's settings and its chart. */
export interface SharedSetting {
  readonly name: string;
  /** What the program takes where the variable is absent. */
  readonly fallback: string;
  readonly components: 'all' | readonly string[];
  /** False where the order of its words does not count. */
  readonly sameOrder: boolean;
  /** Words: `checks.setting-inconsistent.summary.<kind>`. */
  readonly kind: 'nuclio' | 'proxy' | 'store';
}

/** Only these two talk to Nuclio; the chart sets its host everywhere all the same. */
const nuclioUsers = ['server', 'worker-annotation'];
const nuclio = (name: string, fallback: string): SharedSetting => ({ name, fallback, components: nuclioUsers, sameOrder: true, kind: 'nuclio' });
const store = (name: string, fallback: string): SharedSetting => ({ name, fallback, components: 'all', sameOrder: true, kind: 'store' });

export const sharedSettings: readonly SharedSetting[] = [
  nuclio('CVAT_NUCLIO_HOST', 'nuclio'),
  nuclio('CVAT_NUCLIO_PORT', '8070'),
  nuclio('CVAT_NUCLIO_SCHEME', 'http'),
  nuclio('CVAT_NUCLIO_FUNCTION_NAMESPACE', 'nuclio'),
  { name: PROXY_SETTING, fallback: '', components: proxyComponents, sameOrder: false, kind: 'proxy' },
  store('CVAT_REDIS_INMEM_HOST', 'localhost'),
  store('CVAT_REDIS_INMEM_PORT', '6379'),
  store('CVAT_REDIS_ONDISK_HOST', 'localhost'),
  store('CVAT_REDIS_ONDISK_PORT', '6666'),
  store('CVAT_POSTGRES_HOST', 'cvat_db'),
  store('CVAT_POSTGRES_PORT', '5432'),
];
