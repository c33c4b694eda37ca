import 'server-only';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';

const compress = promisify(gzip);
/** Below this compression costs more than it saves. */
const WORTH_BYTES = 8 * 1024;

/** JSON text as an answer nothing keeps; compressed where the reader takes it. Off the main thread: ten thousand rows are four megabytes. */
export async function jsonAnswer(request: Request, json: string): Promise<Response> {
  const headers = { 'cache-control': 'no-store', 'content-type': 'application/json; charset=utf-8', vary: 'accept-encoding' };
  const takesGzip = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');
  if (!takesGzip || json.length < WORTH_BYTES) return new Response(json, { headers });
  const body = await compress(json, { level: constants.Z_BEST_SPEED });
  return new Response(new Uint8Array(body), { headers: { ...headers, 'content-encoding': 'gzip' } });
}
