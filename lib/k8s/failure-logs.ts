import 'server-only';
import type { FunctionFact } from '@/lib/domain/facts/models';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { type LogPlace, type LogQuery, readPodLog } from '@/lib/k8s/pod-log';

const CRASH_TAIL = 40;
const BUILD_TAIL = 60;
const MAX_PODS = 20;
/** Builders Nuclio starts; their pods carry no label of the function. */
const BUILDER_CONTAINERS = new Set(['kaniko-executor', 'buildah-executor']);

type Lines = readonly string[];

/** Logs of what went wrong. One that can grow no more is read once. */
export interface FailureLogs {
  /** Last lines of the container before, for containers that keep ending. Key: `namespace/pod/container`. What cannot be read is left out. */
  crashes(pods: readonly PodFact[]): Promise<Readonly<Record<string, Lines>>>;
  /** Last lines of the newest build of each function that is building or failed. Key: the function's name. */
  builds(functions: readonly FunctionFact[], pods: readonly PodFact[]): Promise<Readonly<Record<string, Lines>>>;
}

/** A log somebody wants. `life` names what it is the log of, once that has ended. */
interface Wanted {
  readonly key: string;
  readonly place: LogPlace;
  readonly life: string | undefined;
}

export function createFailureLogs(connection: ClusterConnection): FailureLogs {
  const crashes = createOnceReader(connection, { tail: CRASH_TAIL, previous: true });
  const builds = createOnceReader(connection, { tail: BUILD_TAIL });
  return {
    crashes: (pods) => crashes(pods.flatMap(crashesOf).slice(0, MAX_PODS)),
    builds: (functions, pods) =>
      builds(
        functions
          .filter(({ state }) => state === 'building' || state === 'error')
          .slice(0, MAX_PODS)
          .flatMap((model) => buildOf(model, pods) ?? []),
      ),
  };
}

/** Reads the wanted logs; those whose life has ended only once, as long as they are wanted. */
function createOnceReader(connection: ClusterConnection, query: LogQuery): (wanted: readonly Wanted[]) => Promise<Readonly<Record<string, Lines>>> {
  let kept = new Map<string, Lines>();
  return async (wanted) => {
    const entries = await Promise.all(
      wanted.map(async (one) => ({
        ...one,
        lines: (one.life === undefined ? undefined : kept.get(one.life)) ?? (await readPodLog(connection, one.place, query)),
      })),
    );
    kept = new Map(entries.flatMap(({ life, lines }) => (life === undefined || !lines?.length ? [] : [[life, lines] as const])));
    return Object.fromEntries(entries.flatMap(({ key, lines }) => (lines === undefined ? [] : [[key, lines] as const])));
  };
}

/** Each ended life of a container has a log of its own, which is the previous one until the next life ends. */
function crashesOf(pod: PodFact): readonly Wanted[] {
  return pod.containers.filter(keepsEnding).map(({ name, restarts, lastState }) => ({
    key: `${pod.namespace}/${pod.name}/${name}`,
    place: { namespace: pod.namespace, pod: pod.name, container: name },
    life: lastState?.finishedAt === undefined ? undefined : [pod.uid, name, restarts, lastState.finishedAt].join(' '),
  }));
}

function buildOf(model: FunctionFact, pods: readonly PodFact[]): Wanted | undefined {
  const builder = newestBuilder(model, pods);
  const container = builder?.containers.find(({ name }) => BUILDER_CONTAINERS.has(name));
  if (!builder || !container) return undefined;
  return {
    key: model.name,
    place: { namespace: builder.namespace, pod: builder.name, container: container.name },
    life: builder.phase === 'Succeeded' || builder.phase === 'Failed' ? builder.uid : undefined,
  };
}

function keepsEnding({ state, lastState, restarts, ready }: PodFact['containers'][number]): boolean {
  if (state.kind === 'waiting' && state.reason === 'CrashLoopBackOff') return true;
  return restarts > 0 && !ready && lastState?.kind === 'terminated';
}

/** A build's Job is named after the image, without `/`, `:` and `-`: the function's name is found in it the same way. */
function newestBuilder(model: FunctionFact, pods: readonly PodFact[]): PodFact | undefined {
  const written = model.name.replaceAll('-', '');
  return pods
    .filter((pod) => pod.namespace === model.namespace && pod.containers.some(({ name }) => BUILDER_CONTAINERS.has(name)))
    .filter((pod) => pod.name.replaceAll('-', '').includes(written))
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt))[0];
}
