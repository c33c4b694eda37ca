import { describe, expect, it } from 'vitest';
import { shownText } from './shown-text';

describe('shownText', () => {
  it('shows no password of an address, token or signature', () => {
    for (const text of [
      'redis://:made-up@cvat-kvrocks:6666',
      'http://me:made-up@minio:9000/x',
      'Authorization: Token made-up-0123456789',
      '?X-Amz-Signature=made-up&x=1',
    ])
      expect(shownText(text)).not.toContain('made-up');
    expect(shownText('No space left on device')).toBe('No space left on device');
  });

  it('cuts what is too long', () => {
    expect(shownText('x'.repeat(20), 10)).toBe(`${'x'.repeat(9)}…`);
  });
});
