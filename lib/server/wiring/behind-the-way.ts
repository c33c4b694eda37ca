import 'server-only';
import { AppError, hasCode } from '@/lib/domain/errors';
import { fixedPaths } from '@/lib/k8s/api-path';
import type { ClusterConnection } from '@/lib/k8s/connection';

const PATIENCE_MS = 2_500;

export interface WayBehind {
  readonly connection: Pick<ClusterConnection, 'json'> | undefined;
  /** Whether the question goes through the API server. */
  readonly isForwarded: () => boolean;
}

/**
 * Asks something behind the API server. Where no answer came and the API server gives none either, the error is `cluster-unreachable`: the way is
 * silent, and of what lies behind it nothing is known.
 */
export async function askBehind<T>({ connection, isForwarded }: WayBehind, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!connection || !isForwarded() || !hasCode(error, 'timed-out', 'cvat-unreachable', 'nuclio-unreachable')) throw error;
    const right = 'get /version';
    // Any answer is a sign of life, a refusal too.
    await connection.json({ path: fixedPaths.version, right, timeoutMs: PATIENCE_MS }).catch((failure: unknown) => {
      if (!hasCode(failure, 'timed-out', 'cluster-unreachable')) return;
      throw new AppError('cluster-unreachable', { params: { right }, detail: 'the API server is silent, and so is what lies behind it', cause: error });
    });
    throw error;
  }
}
