import 'server-only';
import { fetch as undiciFetch } from 'undici';
import { createWayFetch } from '@/lib/http/way-fetch';
import { askDashboard } from '@/lib/nuclio/ask-dashboard';
import type { NuclioApi, NuclioApiOptions } from '@/lib/nuclio/create-nuclio-api';
import { createDashboardProbe } from '@/lib/nuclio/dashboard-probe';

/** What may be asked of Nuclio's dashboard by somebody who changes nothing. */
export type NuclioReader = Pick<NuclioApi, 'dashboard'>;

/** The dashboard's probe without its four actions. Throws as the probe of `createNuclioApi`. */
export function createNuclioReader({ way, namespace, fetch = undiciFetch }: NuclioApiOptions): NuclioReader {
  const fetchOn = createWayFetch(fetch);
  return {
    dashboard: createDashboardProbe(async (request) => {
      const found = await way();
      return askDashboard(fetchOn(found), found, request);
    }, namespace),
  };
}
