import type { InferenceRequestFact } from '@/lib/domain/facts/cvat';
import type { FunctionFact, GpuProbeFact } from '@/lib/domain/facts/models';
import type { PodFact } from '@/lib/domain/facts/pod';
import { findCondition } from '@/lib/domain/facts/template';
import type { WorkloadFact } from '@/lib/domain/facts/workload';
import { podState } from '@/lib/domain/pod-state';
import { FUNCTION_LABEL, podsOfFunction } from '@/lib/domain/pods-of-function';

/** What annotators are told: one word, and why. */
export interface ModelState {
  readonly state: 'ready' | 'warming-up' | 'busy' | 'broken' | 'off' | 'unknown';
  /** Why it is not ready, as a key of the catalogue `model-reasons`. */
  readonly reason?:
    | 'build-failed'
    | 'building'
    | 'starting'
    | 'pod-broken'
    | 'no-room'
    | 'not-answering'
    | 'no-address'
    | 'not-listed'
    | 'list-fails'
    | 'off'
    | 'silent'
    | 'no-state';
  readonly since?: string;
}

export interface ModelFacts {
  readonly fn: FunctionFact;
  readonly deployment: WorkloadFact | undefined;
  readonly pods: readonly PodFact[];
  /** Whether CVAT offers it: true, false, `list-fails`, or undefined where CVAT could not be asked. */
  readonly listed: boolean | 'list-fails' | undefined;
  readonly requests: readonly InferenceRequestFact[];
  /** False = the API server is silent. */
  readonly isFresh: boolean;
}

const onItsWay = new Set([
  'building',
  'waitingForBuild',
  'configuringResources',
  'waitingForResourceConfiguration',
  'waitingForScaleResourceFromZero',
  'waitingForScaleResourcesFromZero',
]);
const scaledDown = new Set(['scaledToZero', 'imported', 'waitingForScaleResourceToZero', 'waitingForScaleResourcesToZero']);

/**
 * How a model is doing, from its function, Deployment and pods: Nuclio's own state lags and never leaves `error` by itself, so what serves is
 * asked of the pods. Pure.
 */
export function modelState(facts: ModelFacts): ModelState {
  const { fn, deployment, pods } = facts;
  if (!facts.isFresh) return { state: 'unknown', reason: 'silent' };
  if (fn.disabled || (fn.state !== undefined && scaledDown.has(fn.state)) || deployment?.desired === 0) return { state: 'off', reason: 'off' };
  const serves = (deployment?.available ?? 0) > 0;
  if (fn.state === 'building' || fn.state === 'waitingForBuild') return { state: serves ? 'ready' : 'warming-up', reason: 'building' };
  if (fn.state === 'error') return since({ state: 'broken', reason: 'build-failed' }, lastLogAt(fn));
  if (!serves) return notServing(facts);
  if (facts.listed === 'list-fails') return { state: 'broken', reason: 'list-fails' };
  if (facts.listed === false) return { state: 'broken', reason: fn.internalUrls.length === 0 ? 'no-address' : 'not-listed' };
  const readyAt = pods.map((pod) => findCondition(pod.conditions, 'Ready')?.lastTransitionAt ?? '').sort()[0];
  const isBusy = facts.requests.some((request) => isRunning(request.status) && request.functionId === fn.name);
  return since({ state: isBusy ? 'busy' : 'ready' }, readyAt);
}

function notServing({ fn, deployment, pods }: ModelFacts): ModelState {
  const at = deployment && findCondition(deployment.conditions, 'Available')?.lastTransitionAt;
  const states = pods.map(podState);
  if (states.some((state) => state.word === 'Unschedulable')) return since({ state: 'broken', reason: 'no-room' }, at);
  if (states.some((state) => state.tone === 'bad')) return since({ state: 'broken', reason: 'pod-broken' }, at);
  if (states.some((state) => state.word === 'NotReady') && isOld(pods)) return since({ state: 'broken', reason: 'not-answering' }, at);
  if (fn.state === undefined) return { state: 'unknown', reason: 'no-state' };
  if (pods.length > 0 || onItsWay.has(fn.state)) return since({ state: 'warming-up', reason: 'starting' }, at);
  return since({ state: 'broken', reason: 'not-answering' }, at);
}

/** A pod that restarted and is still not ready is not merely starting. */
function isOld(pods: readonly PodFact[]): boolean {
  return pods.some((pod) => pod.containers.some((container) => container.restarts > 2));
}

function isRunning(status: string): boolean {
  return status === 'started' || status === 'running';
}

function lastLogAt(fn: FunctionFact): string | undefined {
  return fn.lastLogs.flatMap((line) => line.at ?? []).at(-1);
}

function since(state: Omit<ModelState, 'since'>, at: string | undefined): ModelState {
  return at ? { ...state, since: at } : state;
}

/** How a model computes. Only CUDA in the pod proves a GPU; what was asked for proves nothing. */
export function modelCompute(
  fn: FunctionFact,
  probe: GpuProbeFact | undefined,
): { readonly compute: 'gpu-proven' | 'gpu-expected' | 'cpu-instead-of-gpu' | 'cpu' | 'unknown'; readonly provenAt?: string } {
  if (fn.gpus === 0) return { compute: 'cpu' };
  if (!probe) return { compute: 'gpu-expected' };
  if (probe.cuda.kind === 'true') return { compute: 'gpu-proven', provenAt: probe.cuda.at ?? probe.observedAt };
  if (probe.cuda.kind === 'false' || probe.devices.length === 0) return { compute: 'cpu-instead-of-gpu', provenAt: probe.cuda.at ?? probe.observedAt };
  return { compute: 'gpu-expected' };
}

/** A function's Deployment and pods, as Nuclio names them: by the label `nuclio.io/function-name`, else by the name `nuclio-<function>`. */
export function partsOfFunction(
  fn: FunctionFact,
  workloads: readonly WorkloadFact[],
  pods: readonly PodFact[],
): { readonly deployment: WorkloadFact | undefined; readonly pods: readonly PodFact[] } {
  const belongs = (item: WorkloadFact) => item.namespace === fn.namespace && item.labels[FUNCTION_LABEL] === fn.name;
  const deployment =
    workloads.find((w) => w.kind === 'Deployment' && belongs(w)) ??
    workloads.find((w) => w.kind === 'Deployment' && w.namespace === fn.namespace && w.name === `nuclio-${fn.name}`);
  return { deployment, pods: podsOfFunction(fn, pods).filter((pod) => !pod.deletingSince && pod.workload?.kind !== 'Job' && pod.owner?.kind !== 'Job') };
}
