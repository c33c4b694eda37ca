import type { CheckContext } from '@/lib/checks/check';
import type { Evidence } from '@/lib/domain/finding';
import type { Source } from '@/lib/domain/part';
import type { SnapshotPart } from '@/lib/domain/snapshot';

/** Where the parts that do not come from the API server are read. */
const sourceKinds: Partial<Record<SnapshotPart, Source['kind']>> = {
  longhorn: 'longhorn',
  fillLevels: 'kubelet',
  nodeDisks: 'kubelet',
  kvrocks: 'kvrocks',
  gpuProbes: 'exec',
  cvatAbout: 'cvat',
  cvatHealth: 'cvat',
  cvatModels: 'cvat',
  cloudStorages: 'cvat',
  inferenceRequests: 'cvat',
  nuclioDashboard: 'nuclio',
  helmRelease: 'helm',
};

export interface Testimony {
  readonly expected?: string;
  readonly bad?: boolean;
  /** The object or address it was read from. */
  readonly from?: string;
  /** Where the fact itself says it was read and when; otherwise the part's. */
  readonly source?: Source;
  readonly at?: string;
}

export type Witness = (part: SnapshotPart, label: string, observed: string, more?: Testimony) => Evidence;

/** Evidence of one check: label `checks.<id>.evidence.<label>`, with the source and the moment of the part it was read from. */
export function witness(checkId: string, ctx: CheckContext): Witness {
  return (part, label, observed, more = {}) => ({
    label: `checks.${checkId}.evidence.${label}`,
    observed: clip(observed),
    ...(more.expected === undefined ? {} : { expected: more.expected }),
    ...(more.bad ? { bad: true } : {}),
    source: more.source ?? sourceOf(part, more.from),
    at: more.at ?? ctx.observedAt(part),
  });
}

function sourceOf(part: SnapshotPart, detail: string | undefined): Source {
  const kind = sourceKinds[part] ?? 'api-server';
  return detail === undefined ? { kind } : { kind, detail };
}

/** Cluster text can be as long as its writer likes; evidence is read by a person. */
function clip(text: string): string {
  return text.length > 600 ? `${text.slice(0, 600)}…` : text;
}
