import { describe, expect, it } from 'vitest';
import { jsonAnswer } from '@/lib/server/json-answer';

describe('an answer of JSON', () => {
  it('is plain text that nothing keeps: a body compressed here would arrive without its content-encoding', async () => {
    const json = JSON.stringify('x'.repeat(20_000));
    const answer = jsonAnswer(json);
    expect(await answer.text()).toBe(json);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});
