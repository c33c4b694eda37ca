import { describe, expect, it } from 'vitest';
import { authorization } from './authorization';

const LEGACY = '0123456789abcdef0123456789abcdef01234567';

describe('authorization', () => {
  it('sends a legacy key as Token whatever the version', () => {
    expect(authorization(LEGACY, 'auto', '2.39.0')).toBe(`Token ${LEGACY}`);
    expect(authorization(LEGACY, 'auto', '2.54.1')).toBe(`Token ${LEGACY}`);
  });

  it('sends anything else as Bearer where CVAT knows access tokens, or may', () => {
    expect(authorization('pat.value', 'auto', '2.48.0')).toBe('Bearer pat.value');
    expect(authorization('pat.value', 'auto', '3.0.0')).toBe('Bearer pat.value');
    expect(authorization('pat.value', 'auto', '2.54.1.dev20260101')).toBe('Bearer pat.value');
    expect(authorization('pat.value', 'auto', undefined)).toBe('Bearer pat.value');
    expect(authorization('odd', 'auto', '2.47.9')).toBe('Token odd');
  });

  it('keeps a scheme that is written out or configured', () => {
    expect(authorization(' token abc ', 'auto', '2.54.0')).toBe('Token abc');
    expect(authorization(`Bearer ${LEGACY}`, 'auto', '2.39.0')).toBe(`Bearer ${LEGACY}`);
    expect(authorization('abc', 'token', '2.54.0')).toBe('Token abc');
    expect(authorization(LEGACY, 'bearer', '2.39.0')).toBe(`Bearer ${LEGACY}`);
  });
});
