import type { LabClock } from './clock';

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly task: () => void;
}

interface LabClockOptions {
  /** Lab time at the start, in ms. Default: the machine's time. */
  readonly startAt?: number;
  /** Default 1. With 0 only `advance` moves time, which is what tests want. */
  readonly rate?: number;
}

/** The machine refuses longer timers (signed 32 bits of milliseconds). */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/**
 * The lab's clock. `advance` runs due timers one after the other, each seeing the very moment it was scheduled for, and timers they
 * schedule within the span run too. Its timers never keep the process alive.
 */
export function createLabClock({ startAt = Date.now(), rate: startRate = 1 }: LabClockOptions = {}): LabClock {
  const timers: Timer[] = [];
  let rate = startRate;
  let labBase = startAt;
  let realBase = performance.now();
  /** While timers run, time stands at the moment they were due. */
  let heldAt: number | undefined;
  let order = 0;
  let wake: NodeJS.Timeout | undefined;

  const now = () => Math.floor(heldAt ?? labBase + (performance.now() - realBase) * rate);

  function rebase(to: number) {
    labBase = to;
    realBase = performance.now();
  }

  function runDue(until: number) {
    const outer = heldAt;
    try {
      for (let next = timers[0]; next && next.at <= until; next = timers[0]) {
        timers.shift();
        heldAt = Math.max(next.at, outer ?? next.at);
        next.task();
      }
    } finally {
      heldAt = outer;
    }
  }

  function arm() {
    clearTimeout(wake);
    const next = timers[0];
    if (!next || rate <= 0) return;
    const wait = Math.min(LONGEST_WAIT_MS, Math.max(0, Math.ceil((next.at - now()) / rate)));
    wake = setTimeout(() => {
      try {
        runDue(now());
      } finally {
        arm();
      }
    }, wait);
    wake.unref();
  }

  function schedule(at: number, task: () => void): () => void {
    const timer: Timer = { at, order: order++, task };
    const index = timers.findIndex((other) => other.at > at);
    timers.splice(index < 0 ? timers.length : index, 0, timer);
    if (timers[0] === timer && heldAt === undefined) arm();
    return () => {
      const position = timers.indexOf(timer);
      if (position >= 0) timers.splice(position, 1);
    };
  }

  return {
    now,
    schedule,
    get rate() {
      return rate;
    },
    advance(ms) {
      if (!(ms >= 0)) throw new RangeError(`time only moves forward, not by ${ms} ms`);
      const target = now() + ms;
      try {
        runDue(target);
      } finally {
        if (heldAt === undefined) rebase(Math.max(target, now()));
        else heldAt = target;
        arm();
      }
    },
    setRate(next) {
      if (!(next >= 0)) throw new RangeError(`a clock cannot run at rate ${next}`);
      rebase(now());
      rate = next;
      arm();
    },
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const onAbort = () => {
          cancel();
          reject(signal?.reason);
        };
        const cancel = schedule(now() + ms, () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        });
        signal?.addEventListener('abort', onAbort, { once: true });
      }),
  };
}
