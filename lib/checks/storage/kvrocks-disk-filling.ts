import { type CheckContext, defineCheck } from '@/lib/checks/check';
import { type Forecast, forecastOf, forecastText } from '@/lib/checks/shared/forecast';
import { diskPercent, hintsOfStore, refOfStore, writeRefusalOf } from '@/lib/checks/shared/kvrocks-store';
import { witness } from '@/lib/checks/shared/witness';
import type { InferenceRequestFact } from '@/lib/domain/facts/cvat';
import type { KvrocksFacts } from '@/lib/domain/facts/kvrocks';
import type { FillTrend } from '@/lib/domain/facts/storage';
import type { ChainLink, Evidence, FindingDraft, Severity } from '@/lib/domain/finding';
import { formatLevel, formatSize } from '@/lib/domain/format-size';
import { say } from '@/lib/domain/text';

const ID = 'kvrocks-disk-filling';
const text = (key: string, params?: Record<string, string | number>) => say(`checks.${ID}.${key}`, params);

interface Level {
  readonly kvrocks: KvrocksFacts;
  readonly percent: number;
  readonly trend: FillTrend | undefined;
  readonly forecast: Forecast | undefined;
  readonly running: readonly InferenceRequestFact[];
}

/**
 * The volume of CVAT's media cache fills up. Judged by KVRocks' own INFO (statvfs of its directory), which needs no node right and is exact
 * to the second; the slope comes from the samples Loupe keeps. Auto-annotation writes every image in its original size, so it is named.
 */
export const kvrocksDiskFilling = defineCheck({
  id: ID,
  area: 'storage',
  needs: ['kvrocks'],
  mayUse: ['fillLevels', 'inferenceRequests'],
  toleratedMisses: 0,
  evaluate({ kvrocks, fillLevels, inferenceRequests }, ctx) {
    const percent = diskPercent(kvrocks);
    if (percent === undefined) return { kind: 'not-applicable', reason: text('noCapacity') };
    const trend =
      fillLevels.status === 'known' ? fillLevels.data.trends.find((t) => t.namespace === kvrocks.namespace && t.claim === kvrocks.claim) : undefined;
    const running = inferenceRequests.status === 'known' ? inferenceRequests.data.filter((r) => r.status === 'started') : [];
    const level: Level = { kvrocks, percent, trend, running, forecast: forecastOf(trend, ctx.now) };
    const severity = severityOf(level, ctx);
    return severity ? { kind: 'found', findings: [draft(level, severity, ctx)] } : { kind: 'ok' };
  },
});

/** By level, or by the time that is left. Below a third of the volume the time alone says nothing yet. */
function severityOf({ percent, forecast }: Level, { thresholds }: CheckContext): Severity | undefined {
  const hours = percent >= 33 ? forecast?.hours : undefined;
  if (percent >= thresholds.kvrocksCriticalPercent) return 'critical';
  if (hours !== undefined && hours <= thresholds.hoursToFullCritical) return 'critical';
  if (percent >= thresholds.kvrocksWarnPercent) return 'warning';
  return hours !== undefined && hours <= thresholds.hoursToFullWarn ? 'warning' : undefined;
}

function draft(level: Level, severity: Severity, ctx: CheckContext): FindingDraft {
  const { kvrocks, percent, trend, running, forecast } = level;
  const [first] = running;
  const refusal = writeRefusalOf(kvrocks);
  return {
    checkId: ID,
    subject: refOfStore(kvrocks),
    severity,
    title: text('title', { percent: Math.floor(percent) }),
    summary: text('summary', {
      filler: first ? 'inference' : 'unknown',
      task: first?.task ?? 0,
      rate: (trend?.bytesPerHour ?? 0) > 0 ? formatSize(trend?.bytesPerHour ?? 0) : 'none',
      hours: forecast ? Math.round(forecast.hours) : -1,
    }),
    evidence: evidenceOf(level, ctx),
    chain: chainOf(level),
    falseIf: text('falseIf', { percent: ctx.thresholds.kvrocksWarnPercent }),
    // Once writes are refused that is what people meet; the level is then told as its part.
    ...(refusal === 'no-space' || refusal === 'size-limit' ? { causedBy: { subject: refOfStore(kvrocks), checkId: 'kvrocks-write-refused' } } : {}),
    hints: hintsOfStore(kvrocks),
  };
}

function evidenceOf({ kvrocks, forecast, trend, running }: Level, ctx: CheckContext): Evidence[] {
  const seen = witness(ID, ctx);
  const from = `${kvrocks.pod} INFO`;
  const { composition } = kvrocks;
  return [
    seen('kvrocks', 'level', formatLevel(kvrocks.diskUsedBytes, kvrocks.diskCapacityBytes), {
      expected: `< ${ctx.thresholds.kvrocksWarnPercent} %`,
      bad: true,
      from,
    }),
    ...(composition
      ? [
          seen('kvrocks', 'live', sizeAndFiles(composition.liveBytes, composition.liveFiles), { from: `${kvrocks.pod} ${kvrocks.dbPath}` }),
          seen('kvrocks', 'archive', sizeAndFiles(composition.archiveBytes, composition.archiveFiles), {
            from: `${kvrocks.pod} ${kvrocks.dbPath}/archive`,
          }),
          seen('kvrocks', 'rest', formatSize(composition.restBytes), { from: `${kvrocks.pod} ${kvrocks.dbPath}` }),
        ]
      : [seen('kvrocks', 'used', formatSize(kvrocks.usedDbBytes), { from })]),
    ...(trend?.bytesPerHour === undefined ? [] : [seen('fillLevels', 'growth', growthText(trend.bytesPerHour, trend), { source: { kind: 'loupe' } })]),
    ...(forecast ? [seen('fillLevels', 'fullAt', forecastText(forecast), { source: { kind: 'loupe' } })] : []),
    ...running.map((r) =>
      seen('inferenceRequests', 'running', `${r.functionId}, task ${r.task ?? '?'}, ${r.progress ?? 0} %`, { from: '/api/lambda/requests' }),
    ),
  ];
}

function growthText(bytesPerHour: number, trend: FillTrend): string {
  const sign = bytesPerHour < 0 ? '−' : '';
  return `${sign}${formatSize(Math.abs(bytesPerHour))}/h over ${trend.windowHours} h, ${trend.sampleCount} samples`;
}

/** Files are told only where they could be counted. */
function sizeAndFiles(bytes: number, files: number | undefined): string {
  return files === undefined ? formatSize(bytes) : `${formatSize(bytes)}, ${files} files`;
}

function chainOf({ kvrocks, percent, running }: Level): ChainLink[] {
  const refused = kvrocks.write?.accepted === false;
  const [first] = running;
  return [
    {
      label: text('chain.filler'),
      value: first ? text('chain.inference', { task: first.task ?? 0 }) : text('chain.noInference'),
      state: first ? 'good' : 'unknown',
    },
    { label: text('chain.volume'), value: text('chain.percent', { percent: Math.floor(percent) }), state: 'broken' },
    { label: text('chain.writes'), value: refused ? text('chain.refused') : text('chain.accepted'), state: refused ? 'follows' : 'good' },
    { label: text('chain.people'), value: refused ? text('chain.stopped') : text('chain.works'), state: refused ? 'follows' : 'good' },
  ];
}
