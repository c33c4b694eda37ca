import { describe, expect, it } from 'vitest';
import { formatLevel, formatSize } from '@/lib/domain/format-size';

const GIB = 1024 ** 3;

describe('formatSize', () => {
  it.each([
    [0, '0 bytes'],
    [512, '512 bytes'],
    [168_820_736, '161 MiB'],
    [91 * GIB, '91.0 GiB'],
    [100 * GIB, '100 GiB'],
    [5.8 * GIB, '5.80 GiB'],
    [999.4 * GIB, '999 GiB'],
    [1000 * GIB, '0.98 TiB'],
    [1.25 * 1024 * GIB, '1.25 TiB'],
  ])('writes %d bytes as %s', (bytes, text) => {
    expect(formatSize(bytes)).toBe(text);
  });

  it('does not call a missing figure zero', () => {
    expect(formatSize(Number.NaN)).toBe('unknown');
    expect(formatSize(-1)).toBe('unknown');
  });
});

describe('formatLevel', () => {
  it('uses one unit for both figures', () => {
    expect(formatLevel(91 * GIB, 100 * GIB)).toBe('91.0 of 100 GiB');
    expect(formatLevel(0.1 * GIB, 8 * GIB)).toBe('0.10 of 8.00 GiB');
  });

  it('says unknown for a figure that is none', () => {
    expect(formatLevel(Number.NaN, 8 * GIB)).toBe('unknown of 8.00 GiB');
  });
});
