import type { LabRequest } from '../http/start-http-server';
import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { DashboardError } from './dashboard-error';
import type { DeployLog } from './function-document';
import { FUNCTION } from './function-states';
import { asJson } from './typed-spec';

/** What one dashboard process holds: the world it writes to, and what it forgets when it ends. */
export interface Dashboard {
  readonly world: LabWorld;
  /** Log of the last deploy of each function, by `namespace/name`. */
  readonly logs: Map<string, DeployLog[]>;
  /** Called when the deploy of a function is over, by `namespace/name`: callers who asked to wait. */
  readonly waiting: Map<string, (() => void)[]>;
  /** True once the process that had been started so many times is no more. Forgets what it knew. */
  isGone(starts: number): boolean;
  /** A number that grows: request ids and image hashes. */
  next(): number;
}

export function createDashboard(world: LabWorld): Dashboard {
  let count = 0;
  let known = world.nuclio.dashboardStarts;
  const logs = new Map<string, DeployLog[]>();
  const waiting = new Map<string, (() => void)[]>();
  world.onReset(() => logs.clear());
  return {
    world,
    logs,
    waiting,
    next: () => ++count,
    isGone(starts) {
      if (world.nuclio.dashboardDown || known !== world.nuclio.dashboardStarts) logs.clear();
      known = world.nuclio.dashboardStarts;
      return world.nuclio.dashboardDown || starts !== known;
    },
  };
}

export function header(request: LabRequest, name: string): string | undefined {
  const value = request.headers[name];
  return (Array.isArray(value) ? value[0] : value) || undefined;
}

/** Header values count as true only when they say so, whatever the case. */
export function isOn(request: LabRequest, name: string): boolean {
  return header(request, name)?.toLowerCase() === 'true';
}

/** The namespace a request without one in its body is about: the header's, else the dashboard's own. */
export function namespaceOf(request: LabRequest, world: LabWorld): string {
  return header(request, 'x-nuclio-function-namespace') ?? world.namespace;
}

export function findFunction(world: LabWorld, namespace: string, name: string): LabObject {
  const found = world.store.get(FUNCTION, namespace, name);
  if (!found) throw new DashboardError(404, 'Function not found');
  return found;
}

/** Nanoseconds of lab time, the form of image hashes and force-update marks. Unique within a process. */
export function nanoseconds(dashboard: Dashboard): string {
  return `${dashboard.world.clock.now()}${String(dashboard.next() % 1_000_000).padStart(6, '0')}`;
}

/** Where images are pushed: the ConfigMap of the release says. */
export function registryOf({ world }: Dashboard): string {
  const config = world.store.get('v1/ConfigMap', world.namespace, `${world.release}-nuclio-registry-url`);
  return String(asJson(config?.data).registry_url ?? 'registry.test');
}
