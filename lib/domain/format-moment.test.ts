import { describe, expect, it } from 'vitest';
import { formatDay, formatMoment, formatShortMoment, isSameDay } from '@/lib/domain/format-moment';

const berlin = { locale: 'en', timeZone: 'Europe/Berlin' };
const at = (iso: string) => Date.parse(iso);
const now = at('2026-02-12T10:52:12Z');

describe('moments', () => {
  it('says only the clock for today, in the reader’s zone', () => {
    expect(formatMoment(at('2026-02-12T09:42:00Z'), now, berlin)).toBe('10:42');
    expect(formatMoment(at('2026-02-12T09:42:07Z'), now, berlin, true)).toBe('10:42:07');
  });
  it('puts the day first once it is not today', () => {
    expect(formatMoment(at('2026-02-09T09:42:00Z'), now, berlin)).toBe('9 Feb 10:42');
    expect(formatShortMoment(at('2026-02-09T09:42:00Z'), now, berlin)).toBe('9 Feb');
  });
  it('names the year when it is another', () => {
    expect(formatDay(at('2025-12-30T09:00:00Z'), now, berlin)).toBe('30 Dec 2025');
  });
  it('turns the day at midnight of the zone, not of UTC', () => {
    expect(isSameDay(at('2026-02-11T23:30:00Z'), now, berlin)).toBe(true);
    expect(isSameDay(at('2026-02-11T22:30:00Z'), now, berlin)).toBe(false);
  });
  it('uses the reader’s language', () => {
    expect(formatDay(at('2026-02-09T09:00:00Z'), now, { locale: 'ja', timeZone: 'Asia/Tokyo' })).toBe('2月9日');
  });
});
