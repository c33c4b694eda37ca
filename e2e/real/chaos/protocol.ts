import type { RunRecord } from '../../../lib/domain/ports/stores';

/** The moment of a step at which something is done to somebody: it has begun, its call is about to leave, it is over. */
export type Moment = 'running' | 'calling' | 'done';

/** What happens, right at that moment and before the engine's next instruction. */
export interface Disturbance {
  /** A step's id, or `verifying` for what comes after the last. */
  readonly step: string;
  readonly moment: Moment;
  /** SIGKILL or SIGSTOP to the API server. */
  readonly signal: 'SIGKILL' | 'SIGSTOP';
  readonly apiServerPid: number;
  /** The engine's own process is killed at the same moment. */
  readonly self: boolean;
}

export interface Begin {
  readonly kind: 'begin';
  readonly checkId: string;
  /** Only findings on this object count. */
  readonly subject: string;
  readonly remediationId: string;
  readonly disturbance: Disturbance | undefined;
}

/** What the host says. `ended` also for a run that an earlier process left open and this one has reconciled. */
export type HostMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'begun'; readonly run: RunRecord }
  | { readonly kind: 'disturbed' }
  | { readonly kind: 'ended'; readonly run: RunRecord }
  | { readonly kind: 'not-begun'; readonly why: string };
