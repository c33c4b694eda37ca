import 'server-only';
import type { Dispatcher } from 'undici';
import type { ApiPath } from '@/lib/k8s/api-path';

export interface ApiRequest {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: ApiPath;
  /** The right it needs, `verb resource`: named in `cluster-denied`. */
  readonly right: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly accept?: string;
  /** Until the whole answer is read; for a stream, until its headers are. Default 15 s. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

export interface ApiAnswer<T> {
  readonly body: T;
  readonly status: number;
  /** The API server's Warning headers, as text. */
  readonly warnings: readonly string[];
}

/** What a WebSocket or another client needs to reach the same server as the same account. */
export interface ConnectionCredentials {
  /** `https://host:port`, without a slash at the end. */
  readonly server: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: Readonly<{ ca?: Buffer | string; cert?: Buffer | string; key?: Buffer | string; rejectUnauthorized?: boolean; servername?: string }>;
}

/**
 * The one way to the API server. Every call has a deadline, carries Loupe's User-Agent, follows no redirect, and fails as an AppError
 * (`cluster-unreachable`, `cluster-denied` with `right`, `cluster-conflict`, `cluster-invalid` and `cluster-failed` with the server's
 * `reason`, `cluster-gone`, `cluster-throttled`, `not-found`, `timed-out`). A 401 re-reads the credentials and is tried once more.
 */
export interface ClusterConnection {
  /** The kubeconfig's context; `in-cluster` inside one. */
  readonly context: string;
  json(request: ApiRequest): Promise<ApiAnswer<unknown>>;
  text(request: ApiRequest): Promise<string>;
  /** The body as it comes. Ends with an error when the connection breaks; `signal` ends it. */
  stream(request: ApiRequest): Promise<AsyncIterable<Uint8Array>>;
  /** gitVersion, `v1.36.3+k3s1`. */
  serverVersion(): Promise<string>;
  /** Server time minus this machine's, milliseconds, from Date headers; 0 until the first answer. */
  readonly skewMs: number;
  /** Called with the skew whenever the estimate changes. Returns a canceller. */
  onServerDate(listener: (skewMs: number) => void): () => void;
  /** Machine time of the API server's last answer that was no failure of its own (5xx), milliseconds. Undefined until there is one. */
  readonly answeredAt: number | undefined;
  /** For who speaks to the API server over a socket of its own: it has just answered there. */
  heard(): void;
  credentials(): Promise<ConnectionCredentials>;
  /** For a kubelet or another https server of the cluster: same TLS settings, given origin. */
  dispatcher(): Promise<Dispatcher>;
  close(): Promise<void>;
}
