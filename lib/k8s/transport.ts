import 'server-only';
import { Agent, type Dispatcher, request as httpRequest } from 'undici';
import type { Clock } from '@/lib/domain/clock';
import { isCertificateFailure } from '@/lib/k8s/api-error';
import type { ApiRequest } from '@/lib/k8s/connection';
import type { CredentialSource } from '@/lib/k8s/credentials';
import { queryText } from '@/lib/k8s/wire';

export interface Transport {
  /** One call; once more with fresh credentials when 401 or a certificate was the answer. Any status is an answer. */
  call(request: ApiRequest, signal: AbortSignal): Promise<Dispatcher.ResponseData>;
  dispatcher(): Promise<Dispatcher>;
  close(): Promise<void>;
}

interface TransportOptions {
  readonly source: CredentialSource;
  readonly clock: Clock;
  readonly userAgent: string;
  readonly onDate: (header: string | undefined, sentAt: number, receivedAt: number) => void;
}

/** Sends requests as the account of `source`, through the stock client's TLS settings and an HTTP client that follows no redirect. */
export function createTransport({ source, clock, userAgent, onDate }: TransportOptions): Transport {
  const plain = new Agent();
  const used = new Set<Dispatcher>([plain]);

  async function dispatcherOf(given: Dispatcher | undefined): Promise<Dispatcher> {
    const dispatcher = given ?? plain;
    used.add(dispatcher);
    return dispatcher;
  }

  async function send(request: ApiRequest, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    const identity = await source.identity();
    const sentAt = clock.now();
    const answer = await httpRequest(`${identity.server}${request.path}${queryText(request.query)}`, {
      method: request.method ?? 'GET',
      dispatcher: await dispatcherOf(identity.dispatcher),
      signal,
      headersTimeout: 0,
      bodyTimeout: 0,
      headers: {
        ...identity.headers,
        accept: request.accept ?? 'application/json',
        'user-agent': userAgent,
        ...(request.body === undefined ? {} : { 'content-type': request.contentType ?? 'application/json' }),
      },
      body: request.body === undefined ? null : JSON.stringify(request.body),
    });
    const date = answer.headers.date;
    onDate(Array.isArray(date) ? date[0] : date, sentAt, clock.now());
    return answer;
  }

  async function again(request: ApiRequest, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    await source.reload();
    return send(request, signal);
  }

  return {
    async call(request, signal) {
      let answer: Dispatcher.ResponseData;
      try {
        answer = await send(request, signal);
      } catch (cause) {
        if (!isCertificateFailure(cause)) throw cause;
        return again(request, signal);
      }
      if (answer.statusCode !== 401) return answer;
      await answer.body.dump();
      return again(request, signal);
    },
    dispatcher: async () => dispatcherOf((await source.identity()).dispatcher),
    async close() {
      await Promise.all([...used].map((dispatcher) => dispatcher.destroy()));
    },
  };
}
