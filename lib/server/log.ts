import 'server-only';
import pino from 'pino';
import { getEnv } from '@/lib/server/env';

const secretPaths = ['password', 'token', 'secret', 'authorization', 'cookie', 'apiKey'].flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);

/** One JSON line per entry on standard output. Anything that may carry a secret is replaced; texts of the cluster never become line breaks. */
export const log = pino({
  level: getEnv().logLevel,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: { paths: secretPaths, censor: '[redacted]' },
});
export type Log = typeof log;
