import { describe, expect, it } from 'vitest';
import { agoText, spanText } from '@/lib/domain/format-age';

const minute = 60_000;
const hour = 60 * minute;

describe('agoText', () => {
  it.each([
    [-5000, 'ui.ago.seconds', 0],
    [12_900, 'ui.ago.seconds', 12],
    [minute, 'ui.ago.minutes', 1],
    [hour - 1, 'ui.ago.minutes', 59],
    [hour, 'ui.ago.hours', 1],
    [49 * hour, 'ui.ago.days', 2],
  ])('says %i ms as %s %i', (ms, key, n) => {
    expect(agoText(ms)).toEqual({ key, params: { n } });
  });
});

describe('spanText', () => {
  it('keeps milliseconds below a second', () => {
    expect(spanText(41.4)).toEqual({ key: 'ui.span.milliseconds', params: { n: 41 } });
  });
  it('says two units, and drops the second when it is zero', () => {
    expect(spanText(108_000)).toEqual({ key: 'ui.span.minutesAnd', params: { n: 1, rest: 48 } });
    expect(spanText(2 * minute)).toEqual({ key: 'ui.span.minutes', params: { n: 2 } });
    expect(spanText(hour + 10 * minute)).toEqual({ key: 'ui.span.hoursAnd', params: { n: 1, rest: 10 } });
  });
  it('says whole days from two days on', () => {
    expect(spanText(47 * hour)).toEqual({ key: 'ui.span.hours', params: { n: 47 } });
    expect(spanText(74 * hour)).toEqual({ key: 'ui.span.days', params: { n: 3 } });
  });
});
