import 'server-only';
import type { CheckResult } from '@/lib/checks/run-checks';
import type { Installation } from '@/lib/domain/installation';
import type { KnownPart } from '@/lib/domain/part';
import type { ClaimRow, FindingRow, GpuRow, HeadRow, ModelRow } from '@/lib/domain/rows/topics';
import type { SnapshotData, SnapshotPart } from '@/lib/domain/snapshot';
import type { ClusterStanding } from '@/lib/snapshot/cluster-standing';

export interface HeadInput {
  readonly installation: Installation | undefined;
  readonly clusterName: string;
  readonly standing: ClusterStanding;
  readonly last: <P extends SnapshotPart>(part: P) => KnownPart<SnapshotData[P]> | undefined;
  readonly kubernetes: string | undefined;
  readonly findings: readonly FindingRow[];
  readonly results: ReadonlyMap<string, CheckResult>;
  readonly checksTotal: number;
  readonly lastPassAt: string | undefined;
  readonly pods: { readonly total: number; readonly notReady: number } | undefined;
  readonly models: readonly ModelRow[];
  readonly gpu: readonly GpuRow[];
  readonly claims: readonly ClaimRow[];
  readonly isLab: boolean;
}

/** How things are, in figures. Only causes count: an effect is folded under its cause and would count it twice. */
export function headRow(input: HeadInput): HeadRow {
  const causes = input.findings.filter((finding) => finding.causeId === undefined);
  const count = (severity: FindingRow['severity']) => causes.filter((finding) => finding.severity === severity).length;
  const outcomes = [...input.results.values()].map((result) => result.outcome.kind);
  const passed = outcomes.filter((kind) => kind === 'ok' || kind === 'not-applicable').length;
  const unknown = outcomes.filter((kind) => kind === 'unknown' || kind === 'error').length;
  const asking = input.gpu.filter((row) => row.asked.state === 'good');
  const percents = input.claims.flatMap((claim) =>
    claim.usedBytes !== undefined && claim.capacityBytes ? [(claim.usedBytes / claim.capacityBytes) * 100] : [],
  );
  return {
    id: 'now',
    cluster: input.clusterName,
    ...present({
      namespace: input.installation?.namespace,
      release: input.installation?.release,
      chartVersion: input.last('helmRelease')?.data.chartVersion,
      cvatVersion: input.last('cvatAbout')?.data.version,
      nuclioVersion: input.last('nuclioDashboard')?.data.version,
      kubernetes: input.kubernetes,
      asOf: input.standing.state === 'live' ? undefined : input.standing.asOf,
      lastPassAt: input.lastPassAt,
      pods: input.pods?.total,
      podsNotReady: input.pods?.notReady,
      fullestPercent: percents.length > 0 ? Math.round(Math.max(...percents) * 10) / 10 : undefined,
    }),
    live: input.standing.state === 'live',
    critical: count('critical'),
    warning: count('warning'),
    info: count('info'),
    checksPassed: passed,
    checksUnknown: unknown,
    checksTotal: input.checksTotal,
    ...(input.last('functions')
      ? {
          modelsReady: input.models.filter((row) => row.state === 'ready' || row.state === 'busy').length,
          modelsTotal: input.models.length,
          gpuGood: asking.filter((row) => row.cuda.state === 'good').length,
          gpuTotal: asking.length,
        }
      : {}),
    lab: input.isLab,
  };
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the keys whose value is undefined. */
function present<T extends Record<string, unknown>>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as Present<T>;
}
