import 'server-only';
import type { CloudStorageFact } from '@/lib/domain/facts/cvat';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { WorkloadFact } from '@/lib/domain/facts/workload';
import { FUNCTION_LABEL } from '@/lib/domain/pods-of-function';
import type { MapNodeRow, ModelRow } from '@/lib/domain/rows/topics';
import type { FindingIndex } from '@/lib/server/rows/finding-index';
import { podsByWorkload } from '@/lib/server/rows/pods-by-workload';
import { workloadTone } from '@/lib/server/rows/workload-rows';

interface MapRowsInput {
  readonly workloads: readonly WorkloadFact[];
  readonly pods: readonly PodFact[];
  readonly models: readonly ModelRow[];
  readonly cloudStorages: readonly CloudStorageFact[];
  readonly release: string | undefined;
  readonly findings: FindingIndex;
  readonly isFresh: boolean;
}

type Group = MapNodeRow['group'];

/** By the last words of a workload's name, first match wins. */
const groups: readonly (readonly [RegExp, Group])[] = [
  [/clickhouse|grafana|vector/, 'analytics'],
  [/postgres|redis|kvrocks|minio/, 'stores'],
  [/worker|utils|initializer/, 'work'],
  [/nuclio/, 'models'],
  [/./, 'web'],
];
const modelTones = { ready: 'ok', busy: 'ok', 'warming-up': 'warn', broken: 'bad', off: undefined, unknown: 'unknown' } as const;

/** The parts of the installation: workloads by what they are for, models by name, and what lies outside. What is switched off is not drawn. */
export function mapRows(input: MapRowsInput): MapNodeRow[] {
  const functions = new Set(input.models.flatMap((model) => model.functionName ?? []));
  const workloads = input.workloads.filter((w) => w.desired > 0 && !functions.has(w.labels[FUNCTION_LABEL] ?? ''));
  const byOwner = podsByWorkload(input.pods);
  const podsOf = (w: WorkloadFact) => byOwner.get(`${w.kind}/${w.namespace}/${w.name}`) ?? [];
  return [
    ...workloads.map((workload) => workloadNode(workload, podsOf(workload), input)),
    ...input.models.flatMap(modelNode),
    ...input.cloudStorages.map((s) => storageNode(s, input)),
  ];
}

function workloadNode(workload: WorkloadFact, own: readonly PodFact[], { findings, release, isFresh }: MapRowsInput): MapNodeRow {
  const { kind, namespace, name } = workload;
  const finding = findings.of({ kind, namespace, name }, ...own.map((pod) => ({ kind: 'Pod', namespace, name: pod.name })));
  const short = release && name.startsWith(`${release}-`) ? name.slice(release.length + 1) : name;
  const tone = isFresh ? workloadTone(workload, own, finding?.severity === 'critical') : 'unknown';
  return {
    id: `${kind}/${namespace}/${name}`,
    group: groups.find(([pattern]) => pattern.test(short))?.[1] ?? 'web',
    label: short.replace(/^backend-(?=.)/, ''),
    tone: tone === 'off' ? 'unknown' : tone === 'ok' && finding ? 'warn' : tone,
    ...(finding ? { findingId: finding.id } : {}),
  };
}

function modelNode(model: ModelRow): MapNodeRow[] {
  const tone = modelTones[model.state];
  if (!tone) return [];
  const slowed = tone === 'ok' && model.compute === 'cpu-instead-of-gpu';
  return [
    { id: `Model/${model.id}`, group: 'models', label: model.name, tone: slowed ? 'warn' : tone, ...(model.findingId ? { findingId: model.findingId } : {}) },
  ];
}

function storageNode(storage: CloudStorageFact, { findings }: MapRowsInput): MapNodeRow {
  const finding = findings.of({ kind: 'CloudStorage', name: String(storage.id) }, { kind: 'CloudStorage', name: storage.displayName });
  const tone = storage.status === undefined ? 'unknown' : storage.status === 'AVAILABLE' ? 'ok' : 'bad';
  return { id: `CloudStorage/${storage.id}`, group: 'outside', label: storage.displayName, tone, ...(finding ? { findingId: finding.id } : {}) };
}
