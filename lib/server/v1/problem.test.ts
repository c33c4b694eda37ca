import { describe, expect, it } from 'vitest';
import { problemSchema } from '@/lib/domain/api-v1/problem';
import { AppError } from '@/lib/domain/errors';
import { problemResponse } from '@/lib/server/v1/problem';

describe('a problem', () => {
  it('carries status, code and sentence, and nothing internal', async () => {
    const answer = problemResponse(new AppError('token-scope', { params: { scope: 'read:ledger' }, detail: 'internal words' }), '/api/v1/ledger');
    expect(answer.status).toBe(403);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    const text = await answer.text();
    expect(text).not.toContain('internal words');
    expect(problemSchema.parse(JSON.parse(text))).toMatchObject({
      code: 'token-scope',
      status: 403,
      title: 'This token was made without the scope read:ledger.',
    });
  });

  it('asks for a token, says how long to wait, and names the field', async () => {
    expect(problemResponse(new AppError('token-refused'), '/x').headers.get('www-authenticate')).toContain('Bearer');
    expect(problemResponse(new AppError('rate-limited', { retryAfterSeconds: 7 }), '/x').headers.get('retry-after')).toBe('7');
    expect(await problemResponse(new AppError('invalid-input', { params: { field: 'limit' } }), '/x').json()).toMatchObject({
      status: 400,
      detail: expect.stringContaining('limit'),
    });
  });

  it('tells nothing of an error that is not ours', async () => {
    const answer = problemResponse(new Error('password=hunter2'), '/x');
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('hunter2');
  });
});
