import 'server-only';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { AppError } from '@/lib/domain/errors';

/** A release unpacks to a few megabytes; more is no release. */
const MAX_BYTES = 64 * 1024 * 1024;

const releaseSchema = z.object({
  name: z.string(),
  namespace: z.string().default(''),
  version: z.number().int(),
  info: z.object({ status: z.string().default('unknown'), last_deployed: z.string().optional() }).default({ status: 'unknown' }),
  chart: z.object({ metadata: z.object({ name: z.string(), version: z.string(), appVersion: z.string().optional() }) }),
  config: z.record(z.string(), z.unknown()).nullish(),
});
export type Release = z.infer<typeof releaseSchema>;

/** A record of Helm, unpacked: base64, then gzip (or plain JSON in old ones). Throws `cluster-failed` when it is none. */
export function decodeRelease(encoded: string): Release {
  try {
    const bytes = Buffer.from(encoded, 'base64');
    const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 0x08;
    const json = zipped ? gunzipSync(bytes, { maxOutputLength: MAX_BYTES }) : bytes;
    return releaseSchema.parse(JSON.parse(json.toString('utf8')));
  } catch (cause) {
    throw new AppError('cluster-failed', { params: { status: 200, reason: 'unreadable release record' }, detail: 'helm record', cause });
  }
}
