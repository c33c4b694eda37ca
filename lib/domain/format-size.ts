const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/**
 * Bytes as people read them: binary units, three significant digits (`91.0 GiB`, `161 MiB`, `1.25 TiB`). The unit changes before the
 * figure needs a fourth digit. Negative or unreadable input is not a size and comes back as `unknown`.
 */
export function formatSize(bytes: number): string {
  if (!Number.isFinite(bytes) || bytes < 0) return 'unknown';
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? Math.round(value) : threeDigits(value)} ${UNITS[unit]}`;
}

/** Two sizes in the unit of the second, as a level is read: `91.0 of 100 GiB`. */
export function formatLevel(usedBytes: number, capacityBytes: number): string {
  const [figure = '', unit = ''] = formatSize(capacityBytes).split(' ');
  const step = (UNITS as readonly string[]).indexOf(unit);
  if (step < 0 || !Number.isFinite(usedBytes) || usedBytes < 0) return `${formatSize(usedBytes)} of ${formatSize(capacityBytes)}`;
  return `${threeDigits(usedBytes / 1024 ** step)} of ${figure} ${unit}`;
}

function threeDigits(value: number): string {
  const whole = Math.max(1, Math.trunc(value).toString().length);
  return value.toFixed(Math.max(0, 3 - whole));
}
