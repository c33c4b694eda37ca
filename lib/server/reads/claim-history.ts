import 'server-only';
import { toIso } from '@/lib/domain/clock';
import type { InferenceRequestFact } from '@/lib/domain/facts/cvat';
import { formatSize } from '@/lib/domain/format-size';
import type { SampleRecord } from '@/lib/domain/ports/stores';
import type { ClaimHistory } from '@/lib/domain/rows/details';
import type { Container } from '@/lib/server/container';

/** More points than a chart can show; further ones are thinned evenly, the last is kept. */
const MAX_POINTS = 720;

/** Samples of one claim over the last hours, and what happened on the same time axis. */
export async function readClaimHistory(container: Container, claim: { namespace: string; name: string }, hours: number): Promise<ClaimHistory> {
  const from = toIso(container.clock.now() - hours * 3_600_000);
  const samples = await container.samples.list(`${claim.namespace}/${claim.name}`, from);
  const runs = container.runBook.records.filter((run) => run.startedAt >= from && aboutClaim(run.plan.target, claim));
  const isKvrocks = container.snapshot.last('kvrocks')?.data.claim === claim.name;
  return {
    samples: thinEvenly(samples).map(toPoint),
    marks: [
      ...runs.map((run) => ({ from: run.startedAt, ...(run.endedAt ? { to: run.endedAt } : {}), kind: 'run' as const, label: run.plan.remediationId })),
      ...(isKvrocks ? inferenceMarks(container.snapshot.last('inferenceRequests')?.data ?? [], from) : []),
      ...growthMarks(samples),
    ],
  };
}

function aboutClaim(target: { kind: string; name: string }, claim: { name: string }): boolean {
  // Ordinal claims carry the StatefulSet's name: `data-cvat-kvrocks-0`.
  return target.name === claim.name || claim.name.includes(target.name);
}

function inferenceMarks(requests: readonly InferenceRequestFact[], from: string): ClaimHistory['marks'] {
  return requests.flatMap((request) =>
    request.startedAt && request.startedAt >= from ? [{ from: request.startedAt, kind: 'inference' as const, label: request.functionId }] : [],
  );
}

/** Moments at which the volume itself became larger. */
function growthMarks(samples: readonly SampleRecord[]): ClaimHistory['marks'] {
  return samples.flatMap((sample, i) => {
    const before = samples[i - 1];
    return before && sample.capacityBytes > before.capacityBytes * 1.01
      ? [{ from: sample.at, kind: 'growth' as const, label: formatSize(sample.capacityBytes) }]
      : [];
  });
}

function toPoint(sample: SampleRecord): ClaimHistory['samples'][number] {
  const { at, usedBytes, capacityBytes, parts } = sample;
  return { at, usedBytes, capacityBytes, ...parts };
}

/** Every n-th sample, counted from the end so that the newest is always there. */
export function thinEvenly<T>(samples: readonly T[]): readonly T[] {
  const step = Math.ceil(samples.length / MAX_POINTS);
  return step <= 1 ? samples : samples.filter((_, i) => (samples.length - 1 - i) % step === 0);
}
