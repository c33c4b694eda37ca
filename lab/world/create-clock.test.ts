import { describe, expect, it } from 'vitest';
import { createLabClock } from './create-clock';

describe('the lab clock', () => {
  it('stands still at rate 0 until it is advanced', () => {
    const clock = createLabClock({ startAt: 1_000, rate: 0 });
    expect(clock.now()).toBe(1_000);
    clock.advance(500);
    expect(clock.now()).toBe(1_500);
  });

  it('runs due timers in order, each at its own moment, and those they schedule within the span', () => {
    const clock = createLabClock({ startAt: 0, rate: 0 });
    const seen: string[] = [];
    clock.schedule(300, () => seen.push(`c@${clock.now()}`));
    clock.schedule(100, () => {
      seen.push(`a@${clock.now()}`);
      clock.schedule(200, () => seen.push(`b@${clock.now()}`));
      clock.schedule(900, () => seen.push('late'));
    });
    clock.advance(400);
    expect(seen).toEqual(['a@100', 'b@200', 'c@300']);
    expect(clock.now()).toBe(400);
  });

  it('does not run what was cancelled', () => {
    const clock = createLabClock({ startAt: 0, rate: 0 });
    let ran = false;
    clock.schedule(10, () => {
      ran = true;
    })();
    clock.advance(20);
    expect(ran).toBe(false);
  });

  it('runs timers by itself when time flows', async () => {
    const clock = createLabClock({ startAt: 0, rate: 1_000 });
    await new Promise<void>((resolve) => clock.schedule(clock.now() + 5_000, resolve));
    expect(clock.now()).toBeGreaterThanOrEqual(5_000);
  });

  it('wakes sleepers, and rejects with the reason of the abort', async () => {
    const clock = createLabClock({ startAt: 0, rate: 0 });
    const slept = clock.sleep(50);
    clock.advance(50);
    await slept;
    const abort = new AbortController();
    const never = clock.sleep(50, abort.signal);
    abort.abort(new Error('enough'));
    await expect(never).rejects.toThrow('enough');
  });

  it('keeps the moment when the rate changes', () => {
    const clock = createLabClock({ startAt: 7_000, rate: 0 });
    clock.setRate(10);
    clock.setRate(0);
    expect(clock.now()).toBeGreaterThanOrEqual(7_000);
    expect(clock.now()).toBeLessThan(10_000);
  });
});
