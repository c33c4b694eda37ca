import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';

/** Value of an environment variable of the CVAT server, as its Deployment sets it. */
export function serverEnv(world: LabWorld, name: string): string | undefined {
  const server = world.store.get('apps/v1/Deployment', world.namespace, `${world.release}-backend-server`);
  const containers = (server?.spec?.template?.spec?.containers ?? []) as { env?: { name: string; value?: string }[] }[];
  return containers.flatMap(({ env }) => env ?? []).find((one) => one.name === name)?.value;
}

/** The Service a cluster-internal host name stands for: `name`, `name.namespace` and longer, seen from the release's namespace. */
export function serviceOf(world: LabWorld, host: string): LabObject | undefined {
  const [name = '', namespace = world.namespace, ...rest] = host.split('.');
  const known = rest.length === 0 || ['svc', 'svc.cluster', 'svc.cluster.local'].includes(rest.join('.'));
  return known ? world.store.get('v1/Service', namespace, name) : undefined;
}

export function hasPort(service: LabObject, port: number): boolean {
  return ((service.spec?.ports ?? []) as { port: number }[]).some((one) => one.port === port);
}

/** Version as numbers: `2.46.1` is at least `[2, 44]`. */
export function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [thisMajor = 0, thisMinor = 0] = version.split('.').map(Number);
  return thisMajor > major || (thisMajor === major && thisMinor >= minor);
}
