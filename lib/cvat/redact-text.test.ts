import { describe, expect, it } from 'vitest';
import { redactText } from './redact-text';

describe('redactText', () => {
  it.each([
    ['redis://:cvat_kvrocks@cvat-kvrocks:6666', 'redis://…@cvat-kvrocks:6666'],
    ['http://me:pw@minio:9000/x', 'http://…@minio:9000/x'],
    ['Authorization: Token 0123456789abcdef', 'Authorization: Token …'],
    ["{'secret_key': 'abc', 'region': 'r'}", "{'secret_key': '…', 'region': 'r'}"],
    ['?X-Amz-Signature=abc123&x=1', '?X-Amz-Signature=…&x=1'],
    ['No space left on device', 'No space left on device'],
  ])('%s becomes %s', (text, redacted) => {
    expect(redactText(text)).toBe(redacted);
  });

  it('cuts what is too long', () => {
    expect(redactText('x'.repeat(20), 10)).toBe(`${'x'.repeat(9)}…`);
  });
});
