import { describe, expect, it } from 'vitest';
import { createSkewEstimate } from '@/lib/k8s/server-date';

const start = Date.parse('2026-01-29T10:00:00Z');
const header = (ms: number) => new Date(ms).toUTCString();

describe('the skew estimate', () => {
  it('is zero for a server whose clock agrees, whatever the fraction of the second', () => {
    const skew = createSkewEstimate();
    for (const offset of [0, 300, 999]) skew.observe(header(start + offset), start + offset, start + offset + 5);
    expect(skew.skewMs).toBe(0);
  });

  it('narrows down with every answer', () => {
    const skew = createSkewEstimate();
    const real = 60_250;
    for (let i = 0; i < 40; i += 1) {
      const at = start + i * 137;
      skew.observe(header(at + real), at, at + 4);
    }
    expect(Math.abs(skew.skewMs - real)).toBeLessThan(60);
  });

  it('follows a clock that was moved, and says that it changed', () => {
    const skew = createSkewEstimate();
    skew.observe(header(start), start, start);
    expect(skew.observe(header(start + 7_200_000), start + 1_000, start + 1_000)).toBe(true);
    expect(Math.abs(skew.skewMs - 7_199_500)).toBeLessThan(600);
  });

  it.each([undefined, '', 'yesterday'])('does not mind the header %j', (value) => {
    const skew = createSkewEstimate();
    expect([skew.observe(value, start, start), skew.skewMs]).toEqual([false, 0]);
  });
});
