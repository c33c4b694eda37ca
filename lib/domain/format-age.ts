import { say, type Text } from '@/lib/domain/text';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago, in whole units of one size: `12 s ago` up to a minute, `7 min ago` up to an hour, then hours, then days. Never negative. */
export function agoText(ms: number): Text {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < MINUTE) return say('ui.ago.seconds', { n: seconds });
  if (seconds < HOUR) return say('ui.ago.minutes', { n: Math.floor(seconds / MINUTE) });
  if (seconds < DAY) return say('ui.ago.hours', { n: Math.floor(seconds / HOUR) });
  return say('ui.ago.days', { n: Math.floor(seconds / DAY) });
}

/** A span in at most two units: `41 ms`, `22 s`, `1 min 48 s`, `1 h 10 min`, `3 days`. Never negative. */
export function spanText(ms: number): Text {
  const span = Math.max(0, ms);
  if (span < 1000) return say('ui.span.milliseconds', { n: Math.round(span) });
  const seconds = Math.floor(span / 1000);
  if (seconds < MINUTE) return say('ui.span.seconds', { n: seconds });
  if (seconds < HOUR) return twoUnits('minutes', Math.floor(seconds / MINUTE), seconds % MINUTE);
  if (seconds < 2 * DAY) return twoUnits('hours', Math.floor(seconds / HOUR), Math.floor((seconds % HOUR) / MINUTE));
  return say('ui.span.days', { n: Math.floor(seconds / DAY) });
}

function twoUnits(unit: 'minutes' | 'hours', n: number, rest: number): Text {
  return rest === 0 ? say(`ui.span.${unit}`, { n }) : say(`ui.span.${unit}And`, { n, rest });
}
