import 'server-only';
import type { ExecAnswer } from '@/lib/domain/ports/pod-exec';
import { record, records, text } from '@/lib/k8s/map/api-object';

const STDOUT = 1;
const STDERR = 2;
const STATUS = 3;

export interface ExecOutput {
  /** Takes one message: a channel's number and its bytes. `complete` after the status, or when the cap is reached. */
  take(message: Buffer): 'more' | 'complete';
  /** `exitCode` is undefined until a status with a code came: a connection that just ended proves nothing. */
  answer(): ExecAnswer;
}

/** Gathers what a program writes, up to `maxBytes` of both streams together; the rest is dropped. */
export function createExecOutput(maxBytes: number): ExecOutput {
  const streams: Record<typeof STDOUT | typeof STDERR, Buffer[]> = { [STDOUT]: [], [STDERR]: [] };
  let bytes = 0;
  let exitCode: number | undefined;
  return {
    take(message) {
      const channel = message[0];
      const data = message.subarray(1);
      if (channel === STATUS) {
        exitCode = exitCodeOf(data.toString('utf8'));
        return 'complete';
      }
      if (channel !== STDOUT && channel !== STDERR) return 'more';
      streams[channel].push(Buffer.from(data.subarray(0, maxBytes - bytes)));
      bytes += data.length;
      return bytes >= maxBytes ? 'complete' : 'more';
    },
    answer: () => ({ stdout: Buffer.concat(streams[STDOUT]).toString('utf8'), stderr: Buffer.concat(streams[STDERR]).toString('utf8'), exitCode }),
  };
}

/** 0 for success, the code where the status has one; undefined for a failure without a code: the program may or may not have run. */
function exitCodeOf(status: string): number | undefined {
  let value: Readonly<Record<string, unknown>>;
  try {
    value = record(JSON.parse(status));
  } catch {
    return undefined;
  }
  if (value.status === 'Success') return 0;
  const cause = records(record(value.details).causes).find((entry) => entry.reason === 'ExitCode');
  const code = Number.parseInt(text(cause?.message) ?? '', 10);
  return Number.isInteger(code) ? code : undefined;
}
