import { isDeepStrictEqual } from 'node:util';
import type { LabObject } from './object-store';

/** A moment the way API objects carry it: whole seconds, UTC. */
export function secondsIso(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** Groups of built-in kinds whose objects count their generations. */
const COUNTED_GROUPS = new Set(['apps', 'batch', 'networking.k8s.io', 'policy']);
const COUNTED_KINDS = new Set(['v1/Pod']);

function countsGenerations({ apiVersion, kind }: LabObject): boolean {
  const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] as string) : '';
  const custom = group.includes('.') && !group.endsWith('.k8s.io');
  return custom || COUNTED_GROUPS.has(group) || COUNTED_KINDS.has(`${apiVersion}/${kind}`);
}

/** Custom resources without a status subresource: their status is a field like any other. */
const PLAIN_STATUS_GROUPS = new Set(['nuclio.io']);
/** Written by the Deployment controller together with the status. */
const REVISION = 'deployment.kubernetes.io/revision';

/**
 * Rises when anything but metadata and status changed; undefined for kinds that do not count. A Deployment's annotations count too, and the status of
 * kinds that have no status subresource.
 */
export function nextGeneration(before: LabObject | undefined, after: LabObject): number | undefined {
  if (!countsGenerations(after)) return after.metadata.generation;
  if (!before) return after.metadata.generation ?? 1;
  const known = before.metadata.generation ?? 1;
  return isDeepStrictEqual(desired(before), desired(after)) ? known : known + 1;
}

function desired({ metadata, status, ...rest }: LabObject): unknown {
  const { [REVISION]: _revision, ...annotations } = metadata.annotations ?? {};
  return {
    ...rest,
    ...(PLAIN_STATUS_GROUPS.has(rest.apiVersion.split('/')[0] ?? '') ? { status } : {}),
    ...(rest.kind === 'Deployment' ? { annotations } : {}),
  };
}
