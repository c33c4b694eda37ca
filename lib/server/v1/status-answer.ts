import 'server-only';
import type { ApiStatus } from '@/lib/domain/api-v1/status';
import { AppError } from '@/lib/domain/errors';
import type { HeadRow } from '@/lib/domain/rows/topics';
import type { Container } from '@/lib/server/container';
import { given } from '@/lib/server/v1/answers';
import { freshness } from '@/lib/server/v1/paged';

/** How things are, in figures, from the row every page's head is made of. Throws not-read-yet in the moment after a start. */
export function apiStatus(container: Pick<Container, 'clock' | 'standing' | 'version'>, head: HeadRow | undefined): ApiStatus {
  // Zero findings would be a lie before anything was looked at.
  if (!head) throw new AppError('not-read-yet');
  return {
    ...freshness(container),
    loupe: container.version,
    installation: {
      cluster: head.cluster,
      ...given({ namespace: head.namespace, release: head.release, chart: head.chartVersion }),
      ...given({ cvat: head.cvatVersion, nuclio: head.nuclioVersion, kubernetes: head.kubernetes }),
    },
    findings: { critical: head.critical, warning: head.warning, info: head.info },
    checks: { passed: head.checksPassed, unknown: head.checksUnknown, total: head.checksTotal, ...given({ lastPassAt: head.lastPassAt }) },
    ...(head.pods === undefined ? {} : { pods: { total: head.pods, notReady: head.podsNotReady ?? 0 } }),
    ...(head.modelsTotal === undefined ? {} : { models: { ready: head.modelsReady ?? 0, total: head.modelsTotal } }),
    ...given({ fullestClaimPercent: head.fullestPercent }),
  };
}
