import 'server-only';
import { isDnsLabel } from '@/lib/domain/dns-name';
import { AppError, hasCode } from '@/lib/domain/errors';
import { redactText } from '@/lib/domain/redact';
import { apiPath, rightOf } from '@/lib/k8s/api-path';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { stripControls } from '@/lib/k8s/map/shared-facts';
import { readLines } from '@/lib/k8s/watch/read-lines';

const MAX_TAIL = 5_000;
const MAX_LINE_BYTES = 16 * 1024;
const LIMIT_BYTES = 2 * 1024 * 1024;

export interface LogPlace {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

export interface LogQuery {
  /** Lines from the end, 1 to 5000. */
  readonly tail: number;
  /** Of the container before its last restart. */
  readonly previous?: boolean;
  /** Only lines with this text in them. */
  readonly containing?: string;
  readonly signal?: AbortSignal;
}

/** The last lines, oldest first: without control characters, secrets replaced. Undefined when there is no such log (no earlier container). */
export async function readPodLog(connection: ClusterConnection, place: LogPlace, query: LogQuery): Promise<readonly string[] | undefined> {
  try {
    const text = await connection.text({ ...requestOf(place, query), accept: '*/*', timeoutMs: 10_000 });
    return wantedLines(text.split('\n').slice(0, -1).concat(lastPiece(text)), query);
  } catch (error) {
    // 400: "previous terminated container … not found", or the container has not started.
    if (hasCode(error, 'not-found', 'cluster-invalid')) return undefined;
    throw error;
  }
}

/** New lines as they come, in batches, beginning with the tail. Ends when the container does or `signal` aborts; throws when the way breaks. */
export async function* followPodLog(connection: ClusterConnection, place: LogPlace, query: LogQuery): AsyncGenerator<readonly string[], void, undefined> {
  const request = requestOf(place, query);
  try {
    const body = await connection.stream({ ...request, query: { ...request.query, follow: true, limitBytes: undefined }, accept: '*/*' });
    for await (const lines of readLines(body, () => undefined, MAX_LINE_BYTES)) {
      yield wantedLines(lines, query);
      if (query.signal?.aborted) return;
    }
  } catch (error) {
    if (query.signal?.aborted) return;
    throw error instanceof AppError
      ? error
      : new AppError('cluster-unreachable', { params: { right: request.right }, detail: 'log stream broke', cause: error });
  }
}

function requestOf({ namespace, pod, container }: LogPlace, { tail, previous, signal }: LogQuery) {
  if (!isDnsLabel(container)) throw new AppError('invalid-name', { params: { name: container.slice(0, 80) } });
  const tailLines = Math.min(Math.max(Math.trunc(tail), 1), MAX_TAIL);
  return {
    path: apiPath('Pod', { namespace, name: pod, subresource: 'log' }),
    right: rightOf('get', 'Pod', 'log'),
    query: { container, tailLines, previous: previous ? true : undefined, limitBytes: LIMIT_BYTES },
    signal,
  } as const;
}

/** What nobody wants is not worth being cleaned: a busy log is mostly that. */
function wantedLines(lines: readonly string[], { containing = '' }: LogQuery): readonly string[] {
  return lines.filter((line) => line.includes(containing)).map(cleanLine);
}

function cleanLine(line: string): string {
  return redactText(stripControls(line));
}

function lastPiece(text: string): readonly string[] {
  const rest = text.slice(text.lastIndexOf('\n') + 1);
  return rest === '' ? [] : [rest];
}
