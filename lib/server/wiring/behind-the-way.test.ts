import { describe, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '@/lib/domain/errors';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { askBehind } from '@/lib/server/wiring/behind-the-way';

const failing = (code: ErrorCode) => async () => Promise.reject(new AppError(code));
function apiServer(answer: 'answers' | ErrorCode) {
  let asked = 0;
  const json: ClusterConnection['json'] = async () => {
    asked += 1;
    if (answer !== 'answers') throw new AppError(answer);
    return { body: {}, status: 200, warnings: [] };
  };
  return { connection: { json }, asked: () => asked };
}
const codeOf = async (answer: 'answers' | ErrorCode, failure: ErrorCode, isForwarded = true) =>
  askBehind({ connection: apiServer(answer).connection, isForwarded: () => isForwarded }, failing(failure)).catch((error: AppError) => error.code);

describe('an answer that did not come through the API server', () => {
  it('is the API server’s silence while that is silent, and the endpoint’s own when it is not', async () => {
    expect(await codeOf('timed-out', 'timed-out')).toBe('cluster-unreachable');
    expect(await codeOf('cluster-unreachable', 'cvat-unreachable')).toBe('cluster-unreachable');
    expect(await codeOf('answers', 'timed-out')).toBe('timed-out');
    expect(await codeOf('cluster-denied', 'nuclio-unreachable')).toBe('nuclio-unreachable');
  });

  it('is not blamed on it where the way goes elsewhere, or where something was answered', async () => {
    expect(await codeOf('timed-out', 'timed-out', false)).toBe('timed-out');
    const server = apiServer('timed-out');
    await expect(askBehind({ connection: server.connection, isForwarded: () => true }, failing('cvat-denied'))).rejects.toMatchObject({ code: 'cvat-denied' });
    expect(await askBehind({ connection: server.connection, isForwarded: () => true }, async () => 'answer')).toBe('answer');
    expect(server.asked()).toBe(0);
  });
});
