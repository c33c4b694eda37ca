import 'server-only';

/** JSON text as an answer nothing keeps. Next compresses it (next.config.ts): what a route says of its own encoding, Next takes away. */
export function jsonAnswer(json: string): Response {
  return new Response(json, { headers: { 'cache-control': 'no-store', 'content-type': 'application/json; charset=utf-8' } });
}
