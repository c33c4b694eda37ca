import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createServerTimeStore } from '@/components/providers/server-time-store';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the server’s time in the browser', () => {
  const start = Date.parse('2026-02-12T11:52:12Z');

  it('carries the server’s clock on, whatever the wall clock says', () => {
    const time = createServerTimeStore(start);
    time.subscribe(() => {});
    vi.setSystemTime(0);
    vi.advanceTimersByTime(3000);
    expect(time.now()).toBe(start + 3000);
  });

  it('follows a heartbeat at once, also backwards', () => {
    const time = createServerTimeStore(start);
    const heard = vi.fn();
    time.subscribe(heard);
    time.sync(start - 60_000);
    expect(time.now()).toBe(start - 60_000);
    expect(heard).toHaveBeenCalledOnce();
  });

  it('stops its timer when nobody listens', () => {
    const time = createServerTimeStore(start);
    const stop = time.subscribe(() => {});
    expect(vi.getTimerCount()).toBe(1);
    stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});
