import 'server-only';
import { severitySchema } from '@/lib/domain/finding';
import type { CheckRow, ClaimRow, FindingRow, HeadRow, ModelRow, SourceRow } from '@/lib/domain/rows/topics';
import { modelRowSchema } from '@/lib/domain/rows/topics';

/** The rows pages show: a metric never says anything else than the page does. */
export interface MetricRows {
  readonly head: HeadRow | undefined;
  readonly findings: readonly FindingRow[];
  readonly checks: readonly CheckRow[];
  readonly claims: readonly ClaimRow[];
  readonly models: readonly ModelRow[];
  readonly sources: readonly SourceRow[];
}

type Labels = Readonly<Record<string, string>>;
type Samples = readonly (readonly [labels: Labels, value: number])[];

/** Gauges that are read off the rows, in the order of the exposition. */
export const rowMetrics = [
  { name: 'loupe_cluster_live', help: "1 while the API server's data are live, 0 while they are as of an earlier moment.", labels: [] },
  { name: 'loupe_findings', help: 'Open findings. A check that could not be judged now has no sample.', labels: ['check', 'severity'] },
  { name: 'loupe_check_outcome', help: '1 for the outcome of the last judgement of each check.', labels: ['check', 'outcome'] },
  { name: 'loupe_last_pass_timestamp_seconds', help: 'When all checks were last judged, Unix time.', labels: [] },
  { name: 'loupe_fill_used_bytes', help: 'Bytes in use on a claim, as its best source measured them.', labels: ['namespace', 'claim', 'source'] },
  { name: 'loupe_fill_capacity_bytes', help: 'Bytes a claim can hold, by the same source.', labels: ['namespace', 'claim', 'source'] },
  {
    name: 'loupe_fill_full_timestamp_seconds',
    help: 'When a claim will be full at its present pace, Unix time; none while it does not grow.',
    labels: ['namespace', 'claim'],
  },
  { name: 'loupe_model_state', help: '1 for the state a model is in, 0 for the others.', labels: ['model', 'state'] },
  { name: 'loupe_source_age_seconds', help: 'Seconds since a source was last read.', labels: ['source'] },
  { name: 'loupe_source_up', help: '1 while a source is live; a source that is not configured has no sample.', labels: ['source'] },
] as const;
type RowMetric = (typeof rowMetrics)[number]['name'];

const flag = (is: boolean): number => (is ? 1 : 0);
const seconds = (iso: string): number => Date.parse(iso) / 1_000;

/** The samples of each gauge. `now` in milliseconds. */
export const metricSamples: Readonly<Record<RowMetric, (rows: MetricRows, now: number) => Samples>> = {
  loupe_cluster_live: ({ head }) => (head ? [[{}, flag(head.live)]] : []),
  loupe_findings: ({ findings, checks }) =>
    checks
      .filter(({ outcome }) => outcome === 'ok' || outcome === 'not-applicable' || outcome === 'found')
      .flatMap(({ id }) =>
        severitySchema.options.map(
          (severity) => [{ check: id, severity }, findings.filter((row) => row.checkId === id && row.severity === severity && !row.resolvedAt).length] as const,
        ),
      ),
  loupe_check_outcome: ({ checks }) => checks.map(({ id, outcome }) => [{ check: id, outcome }, 1]),
  loupe_last_pass_timestamp_seconds: ({ head }) => (head?.lastPassAt ? [[{}, seconds(head.lastPassAt)]] : []),
  loupe_fill_used_bytes: ({ claims }) => claims.flatMap((row) => fill(row, row.usedBytes)),
  loupe_fill_capacity_bytes: ({ claims }) => claims.flatMap((row) => fill(row, row.capacityBytes)),
  loupe_fill_full_timestamp_seconds: ({ claims }) =>
    claims.flatMap(({ namespace, name, fullAt }) => (fullAt ? [[{ namespace, claim: name }, seconds(fullAt)] as const] : [])),
  loupe_model_state: ({ models }) =>
    models.flatMap(({ id, functionName, state: now }) =>
      modelRowSchema.shape.state.options.map((state) => [{ model: functionName ?? id, state }, flag(state === now)] as const),
    ),
  loupe_source_age_seconds: ({ sources }, now) =>
    sources.flatMap(({ id, asOf }) => (asOf ? [[{ source: id }, Math.max(0, now / 1_000 - seconds(asOf))] as const] : [])),
  loupe_source_up: ({ sources }) =>
    sources.flatMap(({ id, state }) => (state === 'not-configured' || state === 'starting' ? [] : [[{ source: id }, flag(state === 'live')] as const])),
};

/** A level only where it was measured. */
function fill({ namespace, name, source, usedBytes, capacityBytes }: ClaimRow, value: number | undefined): Samples {
  if (value === undefined || usedBytes === undefined || capacityBytes === undefined) return [];
  return [[{ namespace, claim: name, source: source?.kind ?? 'unknown' }, value]];
}
