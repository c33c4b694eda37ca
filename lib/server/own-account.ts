import 'server-only';
import type { Clock } from '@/lib/domain/clock';

const AGAIN_MS = 5 * 60_000;
const RETRY_MS = 10_000;

/** Loupe's account as last told; who asks waits for nothing. */
export interface OwnAccount {
  readonly name: string | undefined;
}

/** Asks at once and, when somebody looks, again: every 5 minutes, or every 10 seconds until it was told. `ask` never rejects. */
export function createOwnAccount(ask: () => Promise<string | undefined>, clock: Pick<Clock, 'now'>): OwnAccount {
  let name: string | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  const askWhenDue = () => {
    if (clock.now() - askedAt < (name === undefined ? RETRY_MS : AGAIN_MS)) return;
    askedAt = clock.now();
    void ask().then((told) => {
      name = told ?? name;
    });
  };
  askWhenDue();
  return {
    get name() {
      askWhenDue();
      return name;
    },
  };
}
