import path from 'node:path';
import { type Rig, startRig } from '../../rig/start-rig';

/**
 * Where this suite stands: six ports of a real control plane from E2E_RIG_PORT on, and from E2E_REAL_PORT on CVAT's stand-in, Nuclio's, nothing (KVRocks'), and Loupe's.
 * E2E_RIG_DIR keeps the control plane for the next run; without it the folder goes at the end.
 */
const base = Number(process.env.E2E_REAL_PORT ?? 7980);
export const ports = { rig: Number(process.env.E2E_RIG_PORT ?? 17_900), cvat: base, nuclio: base + 1, kvrocks: base + 2, loupe: base + 5 };

// The workers inherit what the first process chose.
process.env.E2E_RIG_DIR_NOW ??= process.env.E2E_RIG_DIR ?? path.join(import.meta.dirname, `../../data/rig-${process.pid}`);
export const rigDir = process.env.E2E_RIG_DIR_NOW;
export const keepsRig = process.env.E2E_RIG_DIR !== undefined;

export const MINUTE = 60_000;
/** The namespace and release the rig's seed puts on it. */
export const NAMESPACE = 'cvat';

/** The running control plane, or a new one; `stop` is the global tear-down's business. */
export function openRig(): Promise<Rig> {
  return startRig({ port: ports.rig, dir: rigDir, nodes: 0, forwards: { 8080: ports.cvat, 8070: ports.nuclio, 6666: ports.kvrocks } });
}
