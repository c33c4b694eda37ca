import 'server-only';
import type { FunctionFact } from '@/lib/domain/facts/models';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { ClusterConnection } from '@/lib/k8s/connection';
import { readPodLog } from '@/lib/k8s/pod-log';

const CRASH_TAIL = 40;
const BUILD_TAIL = 60;
const MAX_PODS = 20;
/** Builders Nuclio starts; their pods carry no label of the function. */
const BUILDER_CONTAINERS = new Set(['kaniko-executor', 'buildah-executor']);

/** Last lines of the container before, for containers that keep ending. Key: `namespace/pod/container`. What cannot be read is left out. */
export async function readCrashLogs(connection: ClusterConnection, pods: readonly PodFact[]): Promise<Readonly<Record<string, readonly string[]>>> {
  const crashing = pods.flatMap((pod) => pod.containers.filter(keepsEnding).map((container) => ({ pod, container }))).slice(0, MAX_PODS);
  const entries = await Promise.all(
    crashing.map(async ({ pod, container }) => {
      const place = { namespace: pod.namespace, pod: pod.name, container: container.name };
      const key = `${pod.namespace}/${pod.name}/${container.name}`;
      return [key, await readPodLog(connection, place, { tail: CRASH_TAIL, previous: true })] as const;
    }),
  );
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, readonly string[]] => entry[1] !== undefined));
}

/** Last lines of the newest build of each function that is building or failed. Key: the function's name. */
export async function readBuildLogs(
  connection: ClusterConnection,
  functions: readonly FunctionFact[],
  pods: readonly PodFact[],
): Promise<Readonly<Record<string, readonly string[]>>> {
  const wanted = functions.filter(({ state }) => state === 'building' || state === 'error').slice(0, MAX_PODS);
  const entries = await Promise.all(
    wanted.map(async (model) => {
      const builder = newestBuilder(model, pods);
      const container = builder?.containers.find(({ name }) => BUILDER_CONTAINERS.has(name));
      if (!builder || !container) return [model.name, undefined] as const;
      return [
        model.name,
        await readPodLog(connection, { namespace: builder.namespace, pod: builder.name, container: container.name }, { tail: BUILD_TAIL }),
      ] as const;
    }),
  );
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, readonly string[]] => entry[1] !== undefined));
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
