import { describe, expect, it } from 'vitest';
import { createWakeUp } from '@/lib/server/passes/wake-up';
import { createTestClock } from '@/lib/snapshot/test-clock';

function set() {
  const clock = createTestClock();
  const wakeUp = createWakeUp(clock);
  let returns = 0;
  const wait = () => {
    void wakeUp.wait(1_000, 50).then(() => returns++);
  };
  return { clock, wakeUp, wait, returns: () => returns };
}

describe('a loop that sleeps until something happens', () => {
  it('goes on when the time is over', async () => {
    const { clock, wait, returns } = set();
    wait();
    await clock.advance(999);
    expect(returns()).toBe(0);
    await clock.advance(1);
    expect(returns()).toBe(1);
  });

  it('goes on a little after something happened, also when that was before it slept', async () => {
    const { clock, wakeUp, wait, returns } = set();
    wait();
    wakeUp.wake();
    await clock.advance(49);
    expect(returns()).toBe(0);
    await clock.advance(1);
    expect(returns()).toBe(1);
    wakeUp.wake();
    wait();
    await clock.advance(50);
    expect(returns()).toBe(2);
  });

  it('ends at once when it is stopped', async () => {
    const { clock, wakeUp, wait, returns } = set();
    wait();
    wakeUp.stop();
    await clock.advance(0);
    expect(returns()).toBe(1);
    expect(wakeUp.isStopped).toBe(true);
  });
});
