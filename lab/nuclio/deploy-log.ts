import type { Dashboard } from './dashboard';
import type { DeployLog } from './function-document';

/** The log of a deploy that goes on. */
export interface OpenDeployLog {
  readonly lines: DeployLog[];
  /** Adds a line at this moment; level `info` and name `deployer` unless it says otherwise. */
  add(line: Readonly<Record<string, unknown>> & { readonly message: string }): void;
}

/** Begins the log of a function's deploy, in place of the log of the deploy before it. */
export function openDeployLog(dashboard: Dashboard, namespace: string, name: string): OpenDeployLog {
  const requestID = `lab/dashboard-${String(dashboard.next()).padStart(6, '0')}`;
  const lines: DeployLog[] = [];
  dashboard.logs.set(`${namespace}/${name}`, lines);
  return {
    lines,
    add: (line) => lines.push({ level: 'info', name: 'deployer', requestID, time: dashboard.world.clock.now(), ...line }),
  };
}
