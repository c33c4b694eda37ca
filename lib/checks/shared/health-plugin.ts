/** What stands behind a plugin of CVAT's health check. Words of each: `checks.server-health-failing.title`, `.summary`. */
export type HealthPart = 'media' | 'cache' | 'database' | 'permissions' | 'disk' | 'memory' | 'other';

/** Names as django-health-check and CVAT register them; several stand for one thing (`DatabaseBackend`, `DatabaseBackend[default]`). */
export function healthPartOf(plugin: string): HealthPart {
  if (plugin === 'Cache backend: media') return 'media';
  if (plugin.startsWith('Cache backend')) return 'cache';
  if (plugin.startsWith('DatabaseBackend')) return 'database';
  if (plugin === 'OPAHealthCheck') return 'permissions';
  if (plugin === 'DiskUsage') return 'disk';
  if (plugin === 'MemoryUsage') return 'memory';
  return 'other';
}
