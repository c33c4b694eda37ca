import 'server-only';
import { toIso } from '@/lib/domain/clock';
import { isDnsLabel } from '@/lib/domain/dns-name';
import { AppError } from '@/lib/domain/errors';
import type { PodEvents, PodLog } from '@/lib/domain/rows/details';
import { readPodEvents } from '@/lib/k8s/pod-events';
import { followPodLog, type LogPlace, readPodLog } from '@/lib/k8s/pod-log';
import type { Container } from '@/lib/server/container';
import { encodeFrame } from '@/lib/server/live/event-stream';

interface LogInput {
  readonly namespace: string;
  readonly name: string;
  readonly container: string;
  readonly previous: boolean;
  readonly tail: number;
}

/** Only pods Loupe watches, and only their containers: a name that merely looks right reads nothing elsewhere. Throws not-found. */
function placeOf(app: Container, input: Pick<LogInput, 'namespace' | 'name' | 'container'>): LogPlace {
  const row = app.board.get('pods', `${input.namespace}/${input.name}`);
  const known = row?.containers.some((container) => container.name === input.container);
  if (!known || !isDnsLabel(input.container)) throw new AppError('not-found', { detail: 'pod or container' });
  return { namespace: input.namespace, pod: input.name, container: input.container };
}

/** Last lines of a container, or none where there is no such log. */
export async function readLog(app: Container, input: LogInput): Promise<PodLog> {
  const place = placeOf(app, input);
  const lines = (await readPodLog(connected(app), place, { tail: input.tail, previous: input.previous })) ?? [];
  return { lines: [...lines], truncated: lines.length >= input.tail, observedAt: toIso(app.clock.now()) };
}

/** New lines as an event stream, `lines` with a list; `end` when the container ended, `failed` with a code. Reads only as fast as it is taken. */
export function followLog(app: Container, input: LogInput, signal: AbortSignal): ReadableStream<Uint8Array> {
  const place = placeOf(app, input);
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  const lines = followPodLog(connected(app), place, { tail: input.tail, signal: both });
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      try {
        const next = await lines.next();
        controller.enqueue(next.done ? encodeFrame('end', '{}') : encodeFrame('lines', JSON.stringify(next.value)));
        if (next.done) controller.close();
      } catch (error) {
        const code = error instanceof AppError ? error.code : 'internal';
        controller.enqueue(encodeFrame('failed', JSON.stringify({ code })));
        controller.close();
      }
    },
    cancel: () => stop.abort(),
  });
}

/** Events about a pod, newest first. */
export async function readEvents(app: Container, namespace: string, name: string): Promise<PodEvents> {
  if (!app.board.get('pods', `${namespace}/${name}`)) throw new AppError('not-found', { detail: 'pod' });
  const events = await readPodEvents(connected(app), namespace, name);
  return { events: events.map(({ type, reason, message, count, lastAt }) => ({ type, reason, message, count, lastAt })) };
}

function connected(app: Container) {
  if (!app.cluster.connection) throw new AppError('not-configured');
  return app.cluster.connection;
}
