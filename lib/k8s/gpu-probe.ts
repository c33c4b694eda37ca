import 'server-only';
import { type Clock, toIso } from '@/lib/domain/clock';
import { AppError } from '@/lib/domain/errors';
import type { GpuProbeFact } from '@/lib/domain/facts/models';
import type { PodFact } from '@/lib/domain/facts/pod';
import { FUNCTION_LABEL } from '@/lib/domain/pods-of-function';
import type { PodExec } from '@/lib/domain/ports/pod-exec';
import { parseCuda, parseDevices, parseSmi } from '@/lib/k8s/parse-gpu';

const GPU = 'nvidia.com/gpu';

export interface GpuProber {
  /** Devices and cards of every running function pod that asks for a GPU; a pod that does not answer is left out. */
  probe(pods: readonly PodFact[]): Promise<readonly GpuProbeFact[]>;
  /** The same for one function's pod, and its framework is asked as well, which takes memory and seconds. Throws `not-found` without a running pod. */
  askCuda(pods: readonly PodFact[], functionName: string): Promise<GpuProbeFact>;
}

/** Cheap questions each time; what the framework said stays as long as the pod lives. `clock` is the server's. */
export function createGpuProber(exec: PodExec, clock: Clock): GpuProber {
  const cudaByPod = new Map<string, GpuProbeFact['cuda']>();

  async function look(pod: PodFact): Promise<GpuProbeFact> {
    const where = addressOf(pod);
    const devices = parseDevices((await exec.ask(where, { id: 'gpu-devices' })).stdout);
    const smi = await exec.ask(where, { id: 'nvidia-smi' }).then(
      (answer) => parseSmi(answer.stdout),
      () => ({ cards: [], driver: undefined, refusal: undefined }),
    );
    const cuda = cudaByPod.get(pod.uid) ?? { kind: 'not-asked' as const };
    return {
      ...{ namespace: pod.namespace, pod: pod.name, podUid: pod.uid, functionName: pod.labels[FUNCTION_LABEL] ?? '' },
      ...{ observedAt: toIso(clock.now()), devices, cards: smi.cards },
      ...(smi.driver ? { driver: { version: smi.driver } } : {}),
      // The driver's own refusal is news even where the framework was fine when it was asked.
      cuda: smi.refusal === undefined ? cuda : { ...cuda, detail: smi.refusal },
    };
  }

  return {
    async probe(pods) {
      const asking = pods.filter((pod) => isRunningFunction(pod) && asksForGpu(pod));
      const alive = new Set(pods.map((pod) => pod.uid));
      for (const uid of cudaByPod.keys()) if (!alive.has(uid)) cudaByPod.delete(uid);
      const settled = await Promise.allSettled(asking.map(look));
      const probes = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      const failed = settled.find((result) => result.status === 'rejected');
      if (probes.length === 0 && failed) throw failed.reason;
      return probes;
    },
    async askCuda(pods, functionName) {
      const pod = pods.filter(isRunningFunction).find((candidate) => candidate.labels[FUNCTION_LABEL] === functionName);
      if (!pod) throw new AppError('not-found', { detail: `no running pod of ${functionName}` });
      const { stdout, stderr } = await exec.ask(addressOf(pod), { id: 'framework-cuda' });
      cudaByPod.set(pod.uid, parseCuda(stdout, stderr, toIso(clock.now())));
      return look(pod);
    },
  };
}

function isRunningFunction(pod: PodFact): boolean {
  return pod.phase === 'Running' && pod.deletingSince === undefined && pod.labels[FUNCTION_LABEL] !== undefined;
}

function asksForGpu(pod: PodFact): boolean {
  return pod.containers.some(({ requests, limits }) => Number(limits[GPU] ?? requests[GPU] ?? 0) > 0);
}

function addressOf(pod: PodFact) {
  const container = pod.containers.find((candidate) => !candidate.init && candidate.state.kind === 'running');
  if (!container) throw new AppError('not-found', { detail: `no running container in ${pod.name}` });
  return { namespace: pod.namespace, pod: pod.name, container: container.name };
}
