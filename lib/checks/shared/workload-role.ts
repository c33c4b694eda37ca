import type { Severity } from '@/lib/domain/finding';

/** What a workload does for people; text of each: `checks.shared.effect.<role>`. */
export const workloadRoles = [
  'server',
  'frontend',
  'permissions',
  'media-cache',
  'database',
  'queues',
  'worker-annotation',
  'worker-chunks',
  'worker-import',
  'worker-export',
  'worker-webhooks',
  'worker-qualityreports',
  'worker-consensus',
  'worker-utils',
  'model',
  'model-platform',
  'model-controller',
  'analytics',
  'initializer',
  'other',
] as const;
export type WorkloadRole = (typeof workloadRoles)[number];

/** Without these nobody can work, nobody sees an image, or no model answers. */
const essential: ReadonlySet<WorkloadRole> = new Set([
  'server',
  'frontend',
  'permissions',
  'media-cache',
  'database',
  'queues',
  'worker-chunks',
  'model-platform',
]);
const known: ReadonlySet<string> = new Set(workloadRoles);

/** Tells the role by the labels the chart, its sub-charts and Nuclio set; a name is never enough, because releases are named freely. */
export function roleOf(labels: Readonly<Record<string, string>>): WorkloadRole {
  if (labels['nuclio.io/class'] === 'function') return 'model';
  if (labels['nuclio.io/app'] === 'dashboard') return 'model-platform';
  if (labels['nuclio.io/app'] === 'controller') return 'model-controller';
  const component = labels.component ?? '';
  if (labels.tier === 'backend') {
    if (component === 'initializer') return 'initializer';
    return known.has(component) ? (component as WorkloadRole) : 'other';
  }
  if (labels.tier === 'frontend') return 'frontend';
  if (labels.tier === 'opa') return 'permissions';
  if (labels.tier === 'kvrocks') return 'media-cache';
  switch (labels['app.kubernetes.io/name']) {
    case 'postgresql':
      return 'database';
    case 'redis':
      return 'queues';
    case 'clickhouse':
    case 'vector':
    case 'grafana':
      return 'analytics';
    default:
      return 'other';
  }
}

/** Critical only when an essential workload has nothing left that serves; everything else is degraded service. */
export function severityOf(role: WorkloadRole, nothingServes: boolean): Severity {
  return nothingServes && essential.has(role) ? 'critical' : 'warning';
}
