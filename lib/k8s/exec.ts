import 'server-only';
import type { Clock } from '@/lib/domain/clock';
import { assertObjectName, isDnsLabel } from '@/lib/domain/dns-name';
import { AppError, hasCode } from '@/lib/domain/errors';
import type { PodExec } from '@/lib/domain/ports/pod-exec';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { startDeadline } from '@/lib/k8s/deadline';
import { execArgv } from '@/lib/k8s/exec-commands';
import { runExecSocket } from '@/lib/k8s/exec-socket';

const TIMEOUT_MS = 30_000;
const MAX_BYTES = 256 * 1024;

export interface PodExecOptions {
  readonly connection: ClusterConnection;
  readonly clock: Clock;
  readonly version?: string;
}

/** Asks the fixed questions inside containers: 30 s and 256 KiB at most, no stdin, no terminal. */
export function createPodExec({ connection, clock, version = 'dev' }: PodExecOptions): PodExec {
  return {
    async ask(where, question) {
      assertObjectName(where.pod);
      if (!isDnsLabel(where.container) || !isDnsLabel(where.namespace)) {
        throw new AppError('invalid-name', { params: { name: `${where.namespace}/${where.container}`.slice(0, 80) } });
      }
      const argv = execArgv(question);
      const deadline = startDeadline(clock, TIMEOUT_MS, 'create pods/exec');
      try {
        const credentials = await connection.credentials();
        const answer = await runExecSocket({ credentials, userAgent: `loupe/${version}`, where, argv, maxBytes: MAX_BYTES, signal: deadline.signal });
        // Without a status the socket may have broken: then nobody has answered.
        if (answer.exitCode !== undefined) connection.heard();
        return answer;
      } catch (cause) {
        if (cause instanceof AppError && !hasCode(cause, 'cluster-invalid', 'cluster-failed', 'not-found')) throw cause;
        throw new AppError('exec-failed', { params: { pod: where.pod, question: question.id }, detail: String(cause), cause });
      } finally {
        deadline.met();
      }
    },
  };
}
