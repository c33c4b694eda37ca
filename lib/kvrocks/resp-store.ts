import 'server-only';
import { createClient, ErrorReply } from 'redis';
import { AppError } from '@/lib/domain/errors';
import type { Way } from '@/lib/domain/ports/reach';
import { PROBE_KEY } from '@/lib/domain/probe-key';
import type { AskStore, StoreQuestion } from '@/lib/kvrocks/ask-store';

/** All questions of one visit together. */
const PATIENCE_MS = 10_000;
const CONNECT_MS = 5_000;

/**
 * Asks KVRocks in its own protocol, on one connection that lasts as long as `use` does. Throws what `way` throws, `kvrocks-unreachable` when KVRocks
 * did not answer, `kvrocks-refused` when it does not take the password, `timed-out` after 10 s. The password goes nowhere else.
 */
export async function visitStore<T>(way: () => Promise<Way>, password: string | undefined, use: (ask: AskStore) => Promise<T>): Promise<T> {
  const { host, port, socketPath } = await way();
  const client = createClient({
    RESP: 2,
    disableClientInfo: true,
    disableOfflineQueue: true,
    socket: socketPath
      ? { path: socketPath, tls: false, connectTimeout: CONNECT_MS, reconnectStrategy: false }
      : { host, port, connectTimeout: CONNECT_MS, reconnectStrategy: false },
    ...(password === undefined ? {} : { password }),
  });
  // Each failure is told by the call it fails.
  client.on('error', () => undefined);
  let isLate = false;
  const late = setTimeout(() => {
    isLate = true;
    client.destroy();
  }, PATIENCE_MS);
  try {
    await client.connect();
    return await use(async (question) => {
      const reply = await client.sendCommand<unknown>(commandOf(question)).catch(errorText);
      return typeof reply === 'object' && reply !== null && 'error' in reply
        ? { kind: 'error', text: String(reply.error).slice(0, 300) }
        : { kind: 'reply', text: replyText(reply) };
    });
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    if (cause instanceof ErrorReply) throw new AppError('kvrocks-refused', { params: { reason: cause.message.slice(0, 300) }, cause });
    throw new AppError(isLate ? 'timed-out' : 'kvrocks-unreachable', { detail: `${host}:${port}`, cause });
  } finally {
    clearTimeout(late);
    client.destroy();
  }
}

/** An error reply is an answer; anything else is a failed connection. */
function errorText(cause: unknown): { readonly error: string } {
  if (cause instanceof ErrorReply) return { error: cause.message };
  throw cause;
}

/** Names and values of a list come in turn, a line each, as redis-cli prints them. */
function replyText(reply: unknown): string {
  return (Array.isArray(reply) ? reply : [reply]).map((line) => String(line ?? '')).join('\n');
}

function commandOf(question: StoreQuestion): string[] {
  switch (question.id) {
    case 'kvrocks-info':
      return ['INFO'];
    case 'kvrocks-config':
      return ['CONFIG', 'GET', question.pattern];
    case 'kvrocks-probe-write':
      return ['SET', PROBE_KEY, '1', 'EX', '1'];
  }
}
