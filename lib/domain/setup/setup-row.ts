import type { Text } from '@/lib/domain/text';

/**
 * `works`: answered and fresh. `partial`: some of it. `known`: found, and not asked by Loupe itself. `unused`: this installation is set up without
 * it. `missing`: nothing names it, or it was not entered yet.
 */
export const setupStates = ['works', 'partial', 'stale', 'denied', 'unreachable', 'missing', 'starting', 'known', 'unused'] as const;
export type SetupState = (typeof setupStates)[number];

export type Held = 'yes' | 'no' | 'unknown';

/** One source of facts on the setup page and in `doctor --setup`: found how, reached how, with which right, or what is missing and what gives it. */
export interface SetupRow {
  readonly id: string;
  /** What the API server gives · what CVAT's people log in to · the parts CVAT uses. */
  readonly group: 'kubernetes' | 'parts';
  readonly name: Text;
  /** What Loupe shows by it. */
  readonly gives: Text;
  readonly state: SetupState;
  /** Which fact named it. */
  readonly found?: Text;
  /** As it was found: text of the cluster, never a link. */
  readonly address?: string;
  readonly reached?: Text;
  /** Last answer, ISO. */
  readonly asOf?: string;
  /** `get pods/log in cvat`, and whether it is held. */
  readonly rights: readonly { readonly name: string; readonly held: Held }[];
  /** What is missing, in a sentence. */
  readonly lacks?: Text;
  /** Lines for a shell that give it; for somebody who may grant rights in this cluster. */
  readonly commands: readonly string[];
}
