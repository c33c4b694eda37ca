import { z } from 'zod';
import type { ErrorCode } from '@/lib/domain/errors';

/** Where a value was read: shown next to it. `detail` names the object, pod or address; never a secret. */
export const sourceSchema = z.object({
  kind: z.enum(['api-server', 'kubelet', 'exec', 'kvrocks', 'cvat', 'nuclio', 'longhorn', 'helm', 'ledger', 'loupe']),
  detail: z.string().optional(),
});
export type Source = z.infer<typeof sourceSchema>;

/** A part of the snapshot that was read. `fresh` is false once the source has been silent for longer than its deadline. */
export interface KnownPart<T> {
  readonly status: 'known';
  readonly data: T;
  readonly observedAt: string;
  readonly fresh: boolean;
  readonly source: Source;
}

/** A part that could not be read. Unknown is not zero and not healthy. `missingRight` names the right that would give it, as `verb resource`. */
export interface UnknownPart {
  readonly status: 'unknown';
  readonly reason: ErrorCode;
  readonly since: string;
  readonly source: Source;
  readonly missingRight?: string;
}

export type Part<T> = KnownPart<T> | UnknownPart;

/** A known, fresh part. */
export function known<T>(data: T, observedAt: string, source: Source, fresh = true): KnownPart<T> {
  return { status: 'known', data, observedAt, fresh, source };
}

/** A part that could not be read. */
export function unknown(reason: ErrorCode, since: string, source: Source, missingRight?: string): UnknownPart {
  return missingRight === undefined ? { status: 'unknown', reason, since, source } : { status: 'unknown', reason, since, source, missingRight };
}
