import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { ExecQuestion } from '@/lib/domain/ports/pod-exec';
import { PROBE_KEY } from '@/lib/domain/probe-key';
import { frameworkCudaScript } from '@/lib/k8s/framework-cuda-script';

const ABSOLUTE_PATH = /^\/[A-Za-z0-9._@+/-]{0,250}$/;
const MAX_AGE_MINUTES = 60 * 24 * 365;

/**
 * The whole of what Loupe can run inside a container: a question becomes one of these argv arrays and nothing else. The only variable
 * parts are a path, an age and one of three fixed CONFIG patterns; a shell sees the path as `$1`, never as program text.
 * Throws `invalid-input` for a path that is not absolute and plain, or an age that is not a whole number of minutes.
 */
export function execArgv(question: ExecQuestion): readonly string[] {
  switch (question.id) {
    case 'kvrocks-info':
      return redis('INFO');
    case 'kvrocks-config':
      return redis('CONFIG', 'GET', question.pattern);
    case 'kvrocks-compact':
      return redis('COMPACT');
    case 'kvrocks-flush':
      return redis('FLUSHDB');
    case 'kvrocks-probe-write':
      return redis('SET', PROBE_KEY, '1', 'EX', '1');
    case 'kvrocks-list-db':
      // Every file with its KiB, and the totals of both folders. A folder inside another is printed once by GNU, twice by BusyBox.
      return ['du', '-ak', plainPath(question.dbPath), `${plainPath(question.dbPath)}/archive`];
    case 'kvrocks-purge-archive':
      return [
        'find',
        `${plainPath(question.dbPath)}/archive`,
        ...['-maxdepth', '1', '-type', 'f', '-name', '*.log', '-mmin', `+${wholeMinutes(question.minAgeMinutes)}`, '-delete'],
      ];
    case 'disk-free':
      // Both tables in one question. Where `df` does not count inodes the second stays away.
      return ['sh', '-c', 'df -kP "$1"; echo; df -iP "$1" 2>/dev/null', 'df', plainPath(question.path)];
    case 'gpu-devices':
      return ['sh', '-c', 'ls -1 /dev/nvidia* 2>/dev/null; echo V=$NVIDIA_VISIBLE_DEVICES'];
    case 'nvidia-smi':
      return [
        'nvidia-smi',
        '--query-gpu=index,uuid,name,driver_version,memory.total,memory.used,utilization.gpu,temperature.gpu,power.draw',
        '--format=csv,noheader,nounits',
      ];
    case 'framework-cuda':
      return ['python3', '-c', frameworkCudaScript];
  }
}

/** redis-cli on KVRocks' port; the password stays in the container's own environment and never stands in an argument. */
function redis(...command: string[]): string[] {
  return ['sh', '-c', 'REDISCLI_AUTH="$CVAT_REDIS_ONDISK_PASSWORD" exec redis-cli -e -p 6666 "$@"', 'kv', ...command];
}

function plainPath(path: string): string {
  if (!ABSOLUTE_PATH.test(path) || path.split('/').includes('..')) throw new AppError('invalid-input', { detail: 'path in a container' });
  return path.length > 1 ? path.replace(/\/+$/, '') : path;
}

function wholeMinutes(value: number): number {
  if (!Number.isInteger(value) || value < 1 || value > MAX_AGE_MINUTES) throw new AppError('invalid-input', { detail: 'age in minutes' });
  return value;
}
