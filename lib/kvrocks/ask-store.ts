import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { ExecAddress, ExecQuestion, PodExec } from '@/lib/domain/ports/pod-exec';

/** An error reply of the protocol begins with its code in capitals: `ERR …`, `NOAUTH …`, `LOADING …`. */
const ERROR_REPLY = /^[A-Z][A-Z0-9]+ \S/;

export type StoreReply = { readonly kind: 'reply'; readonly text: string } | { readonly kind: 'error'; readonly text: string };

/**
 * One command to KVRocks through redis-cli in its own container. Throws `kvrocks-unreachable` when KVRocks itself did not answer: no
 * output, no connection, no program. An error reply is an answer.
 */
export async function askStore(exec: PodExec, store: ExecAddress, question: ExecQuestion): Promise<StoreReply> {
  const answer = await exec.ask(store, question);
  const output = answer.stdout.trim();
  const error = firstLine(answer.stderr) ?? (ERROR_REPLY.test(output) ? firstLine(output) : undefined);
  if (error !== undefined && ERROR_REPLY.test(error)) return { kind: 'error', text: error };
  if (output !== '' && (answer.exitCode === 0 || answer.exitCode === undefined) && error === undefined) return { kind: 'reply', text: output };
  throw new AppError('kvrocks-unreachable', { params: { pod: store.pod }, detail: `${question.id}: ${error ?? `exit ${answer.exitCode ?? 'unknown'}`}` });
}

/** What can be asked in KVRocks' own protocol as well as in its container. */
export type StoreQuestion = Extract<ExecQuestion, { readonly id: 'kvrocks-info' | 'kvrocks-config' | 'kvrocks-probe-write' }>;
export type AskStore = (question: StoreQuestion) => Promise<StoreReply>;

/** Asks through redis-cli in the store's container, which knows the password. */
export function askByExec(exec: PodExec, store: ExecAddress): AskStore {
  return (question) => askStore(exec, store, question);
}

/** The reply's text; an error reply becomes `kvrocks-refused` with KVRocks' own words as `reason`. */
export function textOf(reply: StoreReply): string {
  if (reply.kind === 'error') throw new AppError('kvrocks-refused', { params: { reason: reply.text } });
  return reply.text;
}

function firstLine(text: string): string | undefined {
  const line = text.trim().split('\n', 1)[0]?.trim();
  return line ? line.slice(0, 300) : undefined;
}
