import { expect, it, vi } from 'vitest';
import { AppError, hasCode } from '@/lib/domain/errors';

it('knows an error made by another copy of the module, as the run engine’s are to a route', async () => {
  vi.resetModules();
  const other = await import('@/lib/domain/errors');
  expect(other.AppError).not.toBe(AppError);
  const error: unknown = new other.AppError('target-busy');
  expect(error).toBeInstanceOf(AppError);
  expect(hasCode(error, 'target-busy')).toBe(true);
  expect(new Error('target-busy')).not.toBeInstanceOf(AppError);
});
