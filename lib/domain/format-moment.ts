/** Language and time zone of the reader, as Intl names them. */
export interface Place {
  readonly locale: string;
  readonly timeZone: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs far more than using it: one per language, zone and shape. */
function format(place: Place, shape: 'clock' | 'seconds' | 'day' | 'year'): Intl.DateTimeFormat {
  const key = `${place.locale}|${place.timeZone}|${shape}`;
  const known = formats.get(key);
  if (known) return known;
  const shapes = {
    clock: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    seconds: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
    day: { day: 'numeric', month: 'short' },
    year: { day: 'numeric', month: 'short', year: 'numeric' },
  } as const satisfies Record<string, Intl.DateTimeFormatOptions>;
  // English dates read "9 Feb", as everywhere in Loupe, not "Feb 9".
  const made = new Intl.DateTimeFormat(place.locale === 'en' ? 'en-GB' : place.locale, { ...shapes[shape], timeZone: place.timeZone });
  formats.set(key, made);
  return made;
}

/** `10:42`, or `10:42:07` with seconds. */
export function formatClock(ms: number, place: Place, withSeconds = false): string {
  return format(place, withSeconds ? 'seconds' : 'clock').format(ms);
}

/** `9 Feb`, with the year when it is not the year of `now`. */
export function formatDay(ms: number, now: number, place: Place): string {
  const year = (at: number) =>
    format(place, 'year')
      .formatToParts(at)
      .find((part) => part.type === 'year')?.value;
  return format(place, year(ms) === year(now) ? 'day' : 'year').format(ms);
}

/** True when both moments are on the same day where the reader is. */
export function isSameDay(a: number, b: number, place: Place): boolean {
  return format(place, 'year').format(a) === format(place, 'year').format(b);
}

/** The shortest name of a moment: `10:42` today, `9 Feb` before or after. */
export function formatShortMoment(ms: number, now: number, place: Place): string {
  return isSameDay(ms, now, place) ? formatClock(ms, place) : formatDay(ms, now, place);
}

/** `10:42` today, `9 Feb 10:42` otherwise. */
export function formatMoment(ms: number, now: number, place: Place, withSeconds = false): string {
  const clock = formatClock(ms, place, withSeconds);
  return isSameDay(ms, now, place) ? clock : `${formatDay(ms, now, place)} ${clock}`;
}
