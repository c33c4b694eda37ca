import 'server-only';
import { setMaxListeners } from 'node:events';
import type { Dispatcher } from 'undici';
import { type Clock, systemClock } from '@/lib/domain/clock';
import { errorOfAnswer, errorOfFailure } from '@/lib/k8s/api-error';
import { fixedPaths } from '@/lib/k8s/api-path';
import type { ApiRequest, ClusterConnection } from '@/lib/k8s/connection';
import { loadCredentials } from '@/lib/k8s/credentials';
import { type Deadline, startDeadline } from '@/lib/k8s/deadline';
import { readJson, readText } from '@/lib/k8s/read-body';
import { type AnswerListener, labelRequest } from '@/lib/k8s/request-label';
import { createSkewEstimate } from '@/lib/k8s/server-date';
import { createTransport } from '@/lib/k8s/transport';
import { unlessAborted } from '@/lib/k8s/unless-aborted';
import { warningTexts } from '@/lib/k8s/wire';

const DEFAULT_TIMEOUT_MS = 15_000;

export interface ConnectOptions {
  /** Absent = the pod's own service account. */
  readonly kubeconfigPath?: string | undefined;
  /** Of the kubeconfig; its current one when absent. */
  readonly context?: string | undefined;
  /** Loupe's version, for the User-Agent. */
  readonly version?: string;
  /** The machine's clock: deadlines and skew are measured with it. */
  readonly clock?: Clock;
  /** Hears what each call was and how it was answered. */
  readonly onAnswer?: AnswerListener;
}

/** Opens the way to the API server; sends nothing yet. Throws `not-configured` when there are no credentials. */
export function connectCluster(options: ConnectOptions = {}): ClusterConnection {
  const { kubeconfigPath, context, version = 'dev', clock = systemClock, onAnswer = () => {} } = options;
  const source = loadCredentials(kubeconfigPath, context);
  const skew = createSkewEstimate();
  const listeners = new Set<(skewMs: number) => void>();
  const closing = new AbortController();
  let answeredAt: number | undefined;
  const heard = () => {
    answeredAt = clock.now();
  };
  // One listener per open call: many watches are no leak.
  setMaxListeners(0, closing.signal);
  const transport = createTransport({
    source,
    clock,
    userAgent: `loupe/${version}`,
    onDate: (header, sentAt, receivedAt) => {
      if (skew.observe(header, sentAt, receivedAt)) for (const listener of listeners) listener(skew.skewMs);
    },
  });

  async function open<T>(request: ApiRequest, use: (answer: Dispatcher.ResponseData, deadline: Deadline) => Promise<T>): Promise<T> {
    const deadline = startDeadline(clock, request.timeoutMs ?? DEFAULT_TIMEOUT_MS, request.right, [request.signal, closing.signal]);
    let status = 0;
    try {
      const answer = await unlessAborted(deadline.signal, transport.call(request, deadline.signal), (late) => late.body.destroy());
      status = answer.statusCode;
      if (status < 500) heard();
      if (answer.statusCode >= 300) throw await failureOf(answer, request.right);
      return await use(answer, deadline);
    } catch (cause) {
      deadline.release();
      throw deadline.signal.aborted ? deadline.signal.reason : errorOfFailure(cause, request.right);
    } finally {
      onAnswer(labelRequest(request), status);
      deadline.met();
    }
  }

  async function whole<T>(request: ApiRequest, read: (answer: Dispatcher.ResponseData) => Promise<T>): Promise<T> {
    return open(request, async (answer, deadline) => {
      const result = await read(answer);
      deadline.release();
      return result;
    });
  }

  return {
    context: source.context,
    json: (request) =>
      whole(request, async (answer) => ({
        body: await readJson(answer.body, request.right),
        status: answer.statusCode,
        warnings: warningTexts(answer.headers.warning),
      })),
    text: (request) => whole(request, (answer) => readText(answer.body, request.right)),
    stream: (request) =>
      open(request, async (answer, deadline) => {
        answer.body.once('close', deadline.release);
        return answer.body;
      }),
    async serverVersion() {
      const { body } = await this.json({ path: fixedPaths.version, right: 'get /version', timeoutMs: 5_000 });
      const gitVersion = (body as { gitVersion?: unknown } | null)?.gitVersion;
      return typeof gitVersion === 'string' ? gitVersion : 'unknown';
    },
    get skewMs() {
      return skew.skewMs;
    },
    get answeredAt() {
      return answeredAt;
    },
    heard,
    onServerDate(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    credentials: () => source.credentials(),
    dispatcher: () => transport.dispatcher(),
    async close() {
      closing.abort();
      await transport.close();
    },
  };
}

async function failureOf(answer: Dispatcher.ResponseData, right: string) {
  const retryAfter = answer.headers['retry-after'];
  const text = await readText(answer.body, right).catch(() => '');
  return errorOfAnswer(answer.statusCode, text, right, Array.isArray(retryAfter) ? retryAfter[0] : retryAfter);
}
