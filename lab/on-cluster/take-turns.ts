/** Runs one task after the other: the mirror must not be read again while somebody still writes to it. */
export interface Turns {
  run<T>(task: () => Promise<T>): Promise<T>;
  readonly isBusy: boolean;
  /** Resolves when what was asked so far is done. */
  idle(): Promise<void>;
}

export function takeTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    run(task) {
      waiting += 1;
      const mine = last.then(task).finally(() => {
        waiting -= 1;
      });
      last = mine.catch(() => undefined);
      return mine;
    },
    get isBusy() {
      return waiting > 0;
    },
    async idle() {
      await last;
    },
  };
}
