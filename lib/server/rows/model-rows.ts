import 'server-only';
import type { CvatModels, InferenceRequestFact } from '@/lib/domain/facts/cvat';
import type { FunctionFact, GpuProbeFact } from '@/lib/domain/facts/models';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { WorkloadFact } from '@/lib/domain/facts/workload';
import { modelCompute, modelState, partsOfFunction } from '@/lib/domain/model-state';
import type { Part } from '@/lib/domain/part';
import type { RunRecord } from '@/lib/domain/ports/stores';
import type { ModelRow } from '@/lib/domain/rows/topics';
import { say } from '@/lib/domain/text';
import type { FindingIndex } from '@/lib/server/rows/finding-index';
import { isActive } from '@/lib/server/rows/finding-rows';

export interface ModelFactsInput {
  readonly functions: readonly FunctionFact[];
  readonly workloads: readonly WorkloadFact[];
  readonly pods: readonly PodFact[];
  readonly probes: readonly GpuProbeFact[];
  readonly cvatModels: Part<CvatModels>;
  readonly findings: FindingIndex;
  readonly isFresh: boolean;
}

interface ModelRowsInput extends ModelFactsInput {
  readonly inferenceRequests: readonly InferenceRequestFact[];
  readonly runs: readonly RunRecord[];
}

/** Models in annotators' words. A model that is not usable names a usable one that knows the same labels. */
export function modelRows(input: ModelRowsInput): ModelRow[] {
  const rows = input.functions.map((fn) => modelRow(fn, input));
  return rows.map((row) => {
    if (row.state === 'ready' || row.state === 'busy' || row.labels.length === 0) return row;
    const instead = rows.find((other) => other.state === 'ready' && other.kind === row.kind && row.labels.every((label) => other.labels.includes(label)));
    return instead ? { ...row, instead: instead.name } : row;
  });
}

function modelRow(fn: FunctionFact, input: ModelRowsInput): ModelRow {
  const own = partsOfFunction(fn, input.workloads, input.pods);
  const listing = input.cvatModels.status === 'known' && input.cvatModels.fresh ? input.cvatModels.data : undefined;
  const listed = listing && (listing.httpStatus === 200 ? listing.functions.some((f) => f.id === fn.name) : 'list-fails');
  const state = modelState({ fn, ...own, listed, requests: input.inferenceRequests, isFresh: input.isFresh });
  const probe = probeOf(fn, own.pods, input.probes);
  const finding = input.findings.of(...subjectsOf(fn, own));
  const work = workOn(fn, own, state.reason === 'building', input.runs);
  return {
    id: fn.name,
    ...describeModel(fn, listing),
    state: state.state,
    ...(state.since ? { since: state.since } : {}),
    ...modelCompute(fn, probe),
    ...(work ? { work } : {}),
    ...(state.reason && state.state !== 'ready' ? { reason: say(`model-reasons.${state.reason}`) } : {}),
    functionName: fn.name,
    ...(finding ? { findingId: finding.id } : {}),
  };
}

/** Name, kind and labels: as CVAT lists them, else as the function's own annotations say. */
export function describeModel(fn: FunctionFact, listing: CvatModels | undefined): { name: string; kind: string; labels: string[] } {
  const offered = listing?.functions.find((f) => f.id === fn.name);
  return {
    name: offered?.name ?? fn.annotations.name ?? fn.name,
    kind: offered?.kind ?? fn.annotations.type ?? 'unknown',
    labels: [...(offered?.labels ?? annotatedLabels(fn.annotations.spec))],
  };
}

function annotatedLabels(spec: string | undefined): string[] {
  try {
    const parsed: unknown = JSON.parse(spec ?? '[]');
    return Array.isArray(parsed) ? parsed.flatMap((label: { name?: unknown } | null) => (typeof label?.name === 'string' ? label.name : [])) : [];
  } catch {
    return [];
  }
}

/** The newest probe of a pod that still stands. */
export function probeOf(fn: FunctionFact, pods: readonly PodFact[], probes: readonly GpuProbeFact[]): GpuProbeFact | undefined {
  return probes
    .filter((probe) => probe.functionName === fn.name && pods.some((pod) => pod.uid === probe.podUid))
    .sort((a, b) => (a.observedAt < b.observedAt ? 1 : -1))[0];
}

/** Everything whose finding is the model's finding. */
export function subjectsOf(fn: FunctionFact, own: { deployment: WorkloadFact | undefined; pods: readonly PodFact[] }) {
  const { namespace, name } = fn;
  return [
    { kind: 'NuclioFunction', namespace, name },
    { kind: 'Model', namespace, name },
    ...(own.deployment ? [{ kind: 'Deployment', namespace, name: own.deployment.name }] : []),
    ...own.pods.map((pod) => ({ kind: 'Pod', namespace, name: pod.name })),
  ];
}

function workOn(
  fn: FunctionFact,
  own: { deployment: WorkloadFact | undefined; pods: readonly PodFact[] },
  isBuilding: boolean,
  runs: readonly RunRecord[],
): ModelRow['work'] {
  const subjects = subjectsOf(fn, own);
  const run = runs.find((r) => isActive(r) && subjects.some((s) => s.kind === r.plan.target.kind && s.name === r.plan.target.name));
  if (run) return say('models.work.running', { actor: run.actor.name });
  return isBuilding ? say('models.work.building') : undefined;
}
