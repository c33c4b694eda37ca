import type { ContainerState } from '@/lib/domain/facts/pod';

/** Why a container ended. Words of each: `checks.pod-crash-loop.title`, `.summary`. */
export type CrashCause =
  | 'out-of-memory'
  | 'config-empty'
  | 'permission'
  | 'no-space'
  | 'dependency'
  | 'command-missing'
  | 'segfault'
  | 'killed'
  | 'finished'
  | 'error';

/** What the log of the container that ended says, most telling first. */
const signs: readonly (readonly [CrashCause, RegExp])[] = [
  ['config-empty', /No (?:sources|sinks|components) defined in the config/i],
  ['no-space', /No space left on device/i],
  ['permission', /Permission denied|Read-only file system|EACCES/i],
  ['dependency', /connection refused|could not connect to server|Name or service not known|no such host|Connection timed out/i],
];

export interface Crash {
  readonly cause: CrashCause;
  /** The line of the log that told it. */
  readonly line?: string;
}

/** Exit code and reason first, because they cannot lie; then the last lines of the log. */
export function crashCauseOf(ended: ContainerState | undefined, log: readonly string[]): Crash {
  if (ended?.reason === 'OOMKilled') return { cause: 'out-of-memory' };
  if (ended?.exitCode === 126 || ended?.exitCode === 127 || ended?.reason === 'ContainerCannotRun' || ended?.reason === 'StartError')
    return { cause: 'command-missing' };
  for (const [cause, sign] of signs) {
    const line = log.findLast((l) => sign.test(l));
    if (line !== undefined) return { cause, line };
  }
  if (ended?.exitCode === 139) return { cause: 'segfault' };
  if (ended?.exitCode === 137 || ended?.exitCode === 143) return { cause: 'killed' };
  if (ended?.exitCode === 0) return { cause: 'finished' };
  return { cause: 'error' };
}
