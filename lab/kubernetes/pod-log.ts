import type { ServerResponse } from 'node:http';
import type { ContainerAnswers, LabObject, ObjectStore } from '../world/object-store';
import { setHeaders } from './http-answer';
import { wholeNumber } from './list-objects';
import type { RequestInfo } from './request-info';
import { badRequest, invalid, notFound } from './status-error';

interface LogEntry {
  readonly at: string;
  readonly line: string;
}

interface LogContext {
  readonly store: ObjectStore;
  readonly answers: ContainerAnswers;
}

/** GET pods/log: container, previous, tailLines, sinceSeconds, sinceTime, limitBytes, timestamps, follow. */
export function answerLog({ store, answers }: LogContext, info: RequestInfo, response: ServerResponse): void {
  const { query } = info;
  const name = info.name as string;
  const pod = store.get('v1/Pod', info.namespace, name);
  if (!pod) throw notFound(info.resource, name);
  const limits = readLimits(name, query);
  const container = containerOf(pod, query.get('container'));
  const previous = query.get('previous') === 'true';
  const where = { namespace: info.namespace as string, pod: name, container };
  refuseWaiting(pod, container, previous);
  const lines = answers.log({ ...where, previous });
  if (!lines) throw badRequest(`previous terminated container ${JSON.stringify(container)} in pod ${JSON.stringify(name)} not found`);
  const write = (entry: LogEntry) => `${query.get('timestamps') === 'true' ? `${entry.at} ` : ''}${entry.line}\n`;
  setHeaders(response, {});
  response.writeHead(200, { 'Content-Type': 'text/plain' });
  const text = Buffer.from(selectLines(lines, limits, store.clock.now()).map(write).join(''));
  response.write(limits.bytes === undefined ? text : text.subarray(0, limits.bytes));
  if (query.get('follow') !== 'true' || previous) {
    response.end();
    return;
  }
  response.flushHeaders();
  const stop = answers.follow(where, (entry) => response.write(write(entry)));
  const unsubscribe = store.subscribe((event) => {
    if (event.type !== 'DELETED' || event.object.metadata.uid !== pod.metadata.uid) return;
    // Its namesake may write before the connection is closed.
    stop();
    response.end();
  });
  response.on('close', () => {
    stop();
    unsubscribe();
  });
}

interface Limits {
  readonly tail: number | undefined;
  readonly sinceSeconds: number | undefined;
  readonly sinceTime: number | undefined;
  readonly bytes: number | undefined;
}

function readLimits(pod: string, query: URLSearchParams): Limits {
  const tail = wholeNumber(query.get('tailLines'));
  if (tail !== undefined && tail < 0) {
    const message = `Invalid value: ${tail}: must be greater than or equal to 0`;
    throw invalid({ kind: 'PodLogOptions', group: '' }, pod, [{ field: 'tailLines', reason: 'FieldValueInvalid', message }]);
  }
  const since = query.get('sinceTime');
  return {
    tail,
    sinceSeconds: wholeNumber(query.get('sinceSeconds')),
    sinceTime: since ? Date.parse(since) : undefined,
    bytes: wholeNumber(query.get('limitBytes')),
  };
}

function selectLines(lines: readonly LogEntry[], { tail, sinceSeconds, sinceTime }: Limits, now: number): readonly LogEntry[] {
  const from = sinceSeconds === undefined ? sinceTime : now - sinceSeconds * 1000;
  const recent = from === undefined ? lines : lines.filter(({ at }) => Date.parse(at) >= from);
  if (tail === undefined) return recent;
  return tail === 0 ? [] : recent.slice(-tail);
}

/** The asked container, or the only one, or the one the pod names as its default. Throws 400 when that leaves a choice. */
export function containerOf(pod: LabObject, asked: string | null): string {
  const names: string[] = (pod.spec?.containers ?? []).map((container: { name: string }) => container.name);
  const inits: string[] = [...(pod.spec?.initContainers ?? []), ...(pod.spec?.ephemeralContainers ?? [])].map((container: { name: string }) => container.name);
  if (asked) {
    if (!names.includes(asked) && !inits.includes(asked)) throw badRequest(`container ${asked} is not valid for pod ${pod.metadata.name}`);
    return asked;
  }
  const [only] = names;
  if (names.length === 1 && only !== undefined && inits.length === 0) return only;
  const choice = pod.metadata.annotations?.['kubectl.kubernetes.io/default-container'];
  if (choice && names.includes(choice)) return choice;
  const initWords = inits.length > 0 ? ` or one of the init containers: [${inits.join(' ')}]` : '';
  throw badRequest(`a container name must be specified for pod ${pod.metadata.name}, choose one of: [${names.join(' ')}]${initWords}`);
}

interface ContainerStatus {
  readonly name: string;
  readonly restartCount?: number;
  readonly state?: { readonly waiting?: { readonly reason?: string; readonly message?: string } };
  readonly lastState?: { readonly terminated?: unknown };
}

/** A container that has never run has no log; its kubelet says what it waits for. */
function refuseWaiting(pod: LabObject, container: string, previous: boolean): void {
  const all: ContainerStatus[] = [...(pod.status?.containerStatuses ?? []), ...(pod.status?.initContainerStatuses ?? [])];
  const status = all.find(({ name }) => name === container);
  const waiting = status?.state?.waiting;
  if (previous || !status || !waiting || (status.restartCount ?? 0) > 0 || status.lastState?.terminated) return;
  const why =
    waiting.reason && waiting.reason !== 'ContainerCreating' && waiting.reason !== 'PodInitializing'
      ? `: ${WAITING_WORDS[waiting.reason] ?? waiting.reason}`
      : `: ${waiting.reason}`;
  throw badRequest(`container ${JSON.stringify(container)} in pod ${JSON.stringify(pod.metadata.name)} is waiting to start${why}`);
}

const WAITING_WORDS: Readonly<Record<string, string>> = {
  ImagePullBackOff: 'trying and failing to pull image',
  ErrImagePull: "image can't be pulled",
};
