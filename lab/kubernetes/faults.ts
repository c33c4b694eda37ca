import type { DenyRule } from './access';
import type { RequestInfo } from './request-info';
import { StatusError } from './status-error';

/** Which requests a fault meets. What is left out stands for everything. */
export interface RequestMatch {
  readonly verb?: string;
  readonly group?: string;
  readonly resource?: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** What can be made to go wrong, alone or with others. All of it is data, so that the control API can pass it on. */
export interface Fault {
  /** Rights taken away: requests answer 403, access reviews say no. */
  readonly deny?: readonly DenyRule[];
  /** Matching requests are answered with this error; `times` limits how often. 429 and 503 may carry Retry-After. */
  readonly answer?: RequestMatch & {
    readonly user?: string;
    readonly code: number;
    readonly message?: string;
    readonly retryAfterSeconds?: number;
    readonly times?: number;
  };
  /** Matching requests lose their connection without an answer. */
  readonly drop?: RequestMatch & { readonly times?: number };
  /** Matching requests wait this long (real time) before they are looked at. */
  readonly delay?: RequestMatch & { readonly ms: number };
  /** Matching requests are answered with a Warning header. */
  readonly warn?: RequestMatch & { readonly text: string };
  /** At once: this line is sent into open watches that match, as it is. For events no healthy server sends. */
  readonly watchLine?: RequestMatch & { readonly line: string };
  /** At once: open watches that match end; `abruptly` cuts the connection. */
  readonly endWatches?: RequestMatch & { readonly abruptly?: boolean };
  /** Matching execs lose their connection after the output, before the exit status. */
  readonly execWithoutStatus?: RequestMatch;
  /** Streaming lists are refused with 422, as servers did before 1.34. */
  readonly noStreamingLists?: boolean;
}

export interface FaultBoard {
  /** Takes effect at once. Returns what takes it back. */
  add(fault: Fault): () => void;
  clear(): void;
  readonly denied: readonly DenyRule[];
  readonly refusesStreamingLists: boolean;
  delayOf(info: RequestInfo): number;
  drops(info: RequestInfo): boolean;
  /** The error to answer, with its Retry-After. */
  refusalOf(info: RequestInfo, user: string): { error: StatusError; retryAfterSeconds: number | undefined } | undefined;
  warningsFor(info: RequestInfo): readonly string[];
  cutsExec(info: RequestInfo): boolean;
}

const REASONS: Readonly<Record<number, string>> = { 401: 'Unauthorized', 403: 'Forbidden', 404: 'NotFound', 409: 'Conflict', 410: 'Expired' };
const SERVER_REASONS: Readonly<Record<number, string>> = { 429: 'TooManyRequests', 500: 'InternalError', 503: 'ServiceUnavailable', 504: 'Timeout' };

export function createFaultBoard(): FaultBoard {
  const faults = new Set<Fault>();
  const used = new Map<object, number>();

  function spent(part: { readonly times?: number }): boolean {
    return part.times !== undefined && (used.get(part) ?? 0) >= part.times;
  }

  function use<T extends RequestMatch & { readonly times?: number }>(parts: readonly (T | undefined)[], info: RequestInfo): T | undefined {
    const part = parts.find((candidate) => candidate && matchesRequest(candidate, info) && !spent(candidate));
    if (part) used.set(part, (used.get(part) ?? 0) + 1);
    return part;
  }

  return {
    add(fault) {
      faults.add(fault);
      return () => faults.delete(fault);
    },
    clear: () => faults.clear(),
    get denied() {
      return [...faults].flatMap((fault) => fault.deny ?? []);
    },
    get refusesStreamingLists() {
      return [...faults].some((fault) => fault.noStreamingLists);
    },
    delayOf: (info) => Math.max(0, ...[...faults].map(({ delay }) => (delay && matchesRequest(delay, info) ? delay.ms : 0))),
    drops: (info) =>
      use(
        [...faults].map(({ drop }) => drop),
        info,
      ) !== undefined,
    refusalOf(info, user) {
      const answer = use(
        [...faults].map((fault) => (fault.answer?.user === undefined || fault.answer.user === user ? fault.answer : undefined)),
        info,
      );
      if (!answer) return undefined;
      const { code, retryAfterSeconds } = answer;
      const reason = REASONS[code] ?? SERVER_REASONS[code];
      const details = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
      const message = answer.message ?? (code === 429 ? 'Too many requests, please try again later.' : 'the server was told to answer this');
      return { error: new StatusError({ code, message, details, ...(reason && { reason }) }), retryAfterSeconds };
    },
    cutsExec: (info) => [...faults].some((fault) => fault.execWithoutStatus && matchesRequest(fault.execWithoutStatus, info)),
    warningsFor: (info) => [...faults].flatMap(({ warn }) => (warn && matchesRequest(warn, info) ? [warn.text] : [])),
  };
}

export function matchesRequest(match: RequestMatch, info: RequestInfo): boolean {
  return (
    (match.verb === undefined || match.verb === info.verb) &&
    (match.group === undefined || match.group === info.resource.group) &&
    (match.resource === undefined || match.resource === info.resource.plural) &&
    (match.subresource === undefined || match.subresource === (info.subresource ?? '')) &&
    (match.namespace === undefined || match.namespace === info.namespace) &&
    (match.name === undefined || match.name === info.name)
  );
}
