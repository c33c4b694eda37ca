import 'server-only';
import { z } from 'zod';
import { assertObjectName } from '@/lib/domain/dns-name';
import { AppError, hasCode } from '@/lib/domain/errors';
import type { NuclioDashboardFact } from '@/lib/domain/facts/cvat';
import type { NuclioAnswer, NuclioRequest } from '@/lib/nuclio/ask-dashboard';
import { nuclioError } from '@/lib/nuclio/nuclio-error';

type AskDashboard = (request: NuclioRequest) => Promise<NuclioAnswer>;

const versionsSchema = z.object({ dashboard: z.object({ label: z.string().optional() }) });

/**
 * Asks GET /api/versions (is it alive) and then GET /api/functions (does it reach the API server). `listMs` is left out when the list did not
 * come: alive, but deaf to the cluster. The list's content is not read: functions are known from their custom resources.
 */
export function createDashboardProbe(ask: AskDashboard, namespace: string | undefined): () => Promise<NuclioDashboardFact> {
  return async () => {
    const begun = performance.now();
    const answer = await ask({ method: 'GET', path: '/api/versions' });
    const ms = elapsed(begun);
    if (answer.status !== 200) throw nuclioError('read', answer);
    const version = versionLabel(answer.text);
    const listMs = await listTime(ask, namespace);
    return { ms, ...(version ? { version } : {}), ...(listMs === undefined ? {} : { listMs }) };
  };
}

/** Empty in builds that were not given one. */
function versionLabel(text: string): string | undefined {
  try {
    return versionsSchema.parse(JSON.parse(text)).dashboard.label;
  } catch (cause) {
    throw new AppError('nuclio-failed', { params: { status: 200 }, detail: 'GET /api/versions is not Nuclio’s answer', cause });
  }
}

async function listTime(ask: AskDashboard, namespace: string | undefined): Promise<number | undefined> {
  const begun = performance.now();
  try {
    const headers = namespace === undefined ? {} : { 'x-nuclio-function-namespace': assertObjectName(namespace) };
    const answer = await ask({ method: 'GET', path: '/api/functions', headers });
    return answer.status === 200 ? elapsed(begun) : undefined;
  } catch (error) {
    if (hasCode(error, 'timed-out', 'nuclio-unreachable', 'nuclio-failed')) return undefined;
    throw error;
  }
}

function elapsed(since: number): number {
  return Math.round(performance.now() - since);
}
