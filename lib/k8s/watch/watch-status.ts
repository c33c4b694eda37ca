import 'server-only';
import { AppError, type ErrorCode } from '@/lib/domain/errors';

/**
 * `starting`: never seen yet. `live`: complete, and the server answered within its deadline. `stale`: was complete, and is not confirmed
 * now. `denied`: a right is missing. `unreachable`: no way to the server, or it has no such kind.
 */
export type WatchState = 'starting' | 'live' | 'stale' | 'denied' | 'unreachable';

export interface WatchTrouble {
  readonly code: ErrorCode;
  /** `watch pods` and the like. */
  readonly missingRight?: string;
}

/** What a failed start makes of the state. `undefined` as error: streams that say nothing. A full list is needed before it is live again. */
export function stateAfter(error: unknown, everListed: boolean, silent: boolean): { readonly state: WatchState; readonly trouble: WatchTrouble } {
  const code: ErrorCode = error === undefined ? 'cluster-failed' : error instanceof AppError ? error.code : 'internal';
  if (code === 'cluster-denied') {
    const right = error instanceof AppError ? error.userMessage.params?.right : undefined;
    return { state: 'denied', trouble: typeof right === 'string' ? { code, missingRight: right } : { code } };
  }
  const somebodyIsThere = silent || code === 'cluster-throttled' || code === 'cluster-failed';
  return { state: somebodyIsThere && everListed ? 'stale' : 'unreachable', trouble: { code } };
}
