import 'server-only';
import type { Clock } from '@/lib/domain/clock';
import { AppError } from '@/lib/domain/errors';

/** Anybody may ask: within this time they all get one answer. */
const HOLDS_MS = 2_000;

export interface Readiness {
  /** Resolves while the ledger can be written and the process does not end. Asks nothing of the cluster. Throws `ledger-unwritable`, `shutting-down`. */
  assert(): Promise<void>;
  /** From now on not ready any more. */
  end(): void;
}

export function createReadiness(assertWritable: () => Promise<void>, clock: Clock): Readiness {
  let isEnding = false;
  let last: { readonly at: number; readonly answer: Promise<void> } | undefined;
  return {
    assert: async () => {
      if (isEnding) throw new AppError('shutting-down');
      const now = clock.now();
      if (!last || now - last.at >= HOLDS_MS || now < last.at) last = { at: now, answer: assertWritable() };
      return last.answer;
    },
    end: () => {
      isEnding = true;
    },
  };
}
