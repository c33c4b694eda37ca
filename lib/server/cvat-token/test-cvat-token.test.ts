import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/domain/errors';
import { testCvatToken } from '@/lib/server/cvat-token/test-cvat-token';

const at = '2026-02-12T12:00:00.000Z';
const about = async () => ({ version: '2.48.1', ms: 3 });
const failing = (code: AppError['code']) => async () => {
  throw new AppError(code);
};

describe('testing a token', () => {
  it('tells whose it is, and what CVAT it was asked of', async () => {
    const user = async () => ({ name: 'ada', isAdmin: false });
    expect(await testCvatToken({ about, user }, at)).toEqual({ at, outcome: 'works', user: 'ada', isAdmin: false, cvatVersion: '2.48.1' });
  });

  it('calls it refused only when CVAT says so', async () => {
    expect(await testCvatToken({ about, user: failing('cvat-denied') }, at)).toMatchObject({
      outcome: 'refused',
      reason: 'cvat-denied',
      cvatVersion: '2.48.1',
    });
    for (const code of ['cvat-failed', 'timed-out', 'cvat-unreachable'] as const)
      expect(await testCvatToken({ about, user: failing(code) }, at)).toMatchObject({ outcome: 'unanswered', reason: code });
  });

  it('says nothing of the token when CVAT itself does not answer', async () => {
    expect(await testCvatToken({ about: failing('endpoint-unreachable'), user: failing('cvat-denied') }, at)).toEqual({
      at,
      outcome: 'unanswered',
      reason: 'endpoint-unreachable',
    });
  });
});
