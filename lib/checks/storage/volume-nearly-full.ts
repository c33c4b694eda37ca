import { type CheckContext, defineCheck } from '@/lib/checks/check';
import { forecastText } from '@/lib/checks/shared/forecast';
import { judgeVolume, type VolumeJudgement } from '@/lib/checks/shared/volume-rule';
import { witness } from '@/lib/checks/shared/witness';
import { isLive } from '@/lib/checks/shared/workload-groups';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { ClaimFact, FillLevel, FillTrend } from '@/lib/domain/facts/storage';
import type { Evidence, FindingDraft } from '@/lib/domain/finding';
import { formatLevel, formatSize } from '@/lib/domain/format-size';
import { say } from '@/lib/domain/text';
import { verdictOf } from '@/lib/domain/verdict';

const ID = 'volume-nearly-full';
const text = (key: string, params?: Record<string, string | number>) => say(`checks.${ID}.${key}`, params);

interface Case {
  readonly level: FillLevel;
  readonly judged: VolumeJudgement;
  readonly trend: FillTrend | undefined;
  readonly claim: ClaimFact | undefined;
  readonly users: readonly PodFact[];
  /** Claims whose level is the same one: they lie on the same disk. */
  readonly neighbours: readonly string[];
}

/**
 * A claim that is full or will be: by bytes, by inodes, by the slope of the samples Loupe keeps, or by a burst. KVRocks' own claim has a check of its
 * own that knows more; it is judged here only while KVRocks itself cannot be asked. A claim without a level is not judged: unknown is not empty.
 */
export const volumeNearlyFull = defineCheck({
  id: ID,
  area: 'storage',
  needs: ['fillLevels'],
  mayUse: ['claims', 'kvrocks', 'pods'],
  toleratedMisses: 0,
  evaluate({ fillLevels, claims, kvrocks, pods }, ctx) {
    const store = kvrocks.status === 'known' ? kvrocks.data : undefined;
    const live = pods.status === 'known' ? pods.data.filter(isLive) : [];
    const known = claims.status === 'known' ? claims.data : [];
    const same = (a: { namespace: string }, name: string | undefined, level: FillLevel) => a.namespace === level.namespace && name === level.claim;
    const own = fillLevels.levels.filter((level) => !(store && same(store, store.claim, level)));
    const findings = oneOfEachDisk(own).flatMap(({ level, neighbours }) => {
      const trend = fillLevels.trends.find((t) => same(t, t.claim, level));
      const judged = judgeVolume(level, trend, ctx.thresholds, ctx.now);
      if (!judged) return [];
      const claim = known.find((c) => same(c, c.name, level));
      const users = live.filter((p) => p.namespace === level.namespace && p.containers.some((c) => c.mounts.some((m) => m.claim === level.claim)));
      return [draft({ level, judged, trend, claim, users, neighbours }, ctx)];
    });
    return verdictOf(findings);
  },
});

/** A disk that several claims lie on is full once: told of the first of them by name, with the others beside it. */
function oneOfEachDisk(levels: readonly FillLevel[]): readonly { readonly level: FillLevel; readonly neighbours: readonly string[] }[] {
  const name = (level: FillLevel) => `${level.namespace}/${level.claim}`;
  return levels.flatMap((level) => {
    if (!level.disk) return [{ level, neighbours: [] }];
    const onDisk = levels.filter(({ disk }) => disk?.id === level.disk?.id).sort((a, b) => name(a).localeCompare(name(b)));
    return onDisk[0] === level ? [{ level, neighbours: onDisk.slice(1).map(name) }] : [];
  });
}

function draft(c: Case, ctx: CheckContext): FindingDraft {
  const { level, judged, claim, users } = c;
  const params = {
    claim: level.claim,
    percent: Math.floor(judged.percent),
    inodePercent: Math.floor(judged.inodePercent ?? 0),
    hours: Math.round(judged.forecast?.hours ?? -1),
    minutes: Math.round((judged.burstHours ?? 0) * 60),
    free: formatSize(Math.max(0, level.capacityBytes - level.usedBytes)),
    users: users.length,
  };
  const isOnNode = level.sharesNodeDisk && level.disk?.kind !== 'export';
  const node = isOnNode ? users.find((p) => p.node !== undefined)?.node : undefined;
  return {
    checkId: ID,
    subject: { kind: 'PersistentVolumeClaim', apiVersion: 'v1', namespace: level.namespace, name: level.claim, ...(claim ? { uid: claim.uid } : {}) },
    severity: judged.severity,
    title: text(`title.${judged.rule}`, params),
    summary: text(`summary.${isOnNode ? 'shared' : level.disk ? 'export' : judged.rule}`, { ...params, place: level.disk?.place ?? '' }),
    evidence: evidenceOf(c, ctx),
    falseIf: text('falseIf', { percent: ctx.thresholds.volumeWarnPercent }),
    ...(node ? { causedBy: { subject: { kind: 'Node', apiVersion: 'v1', name: node }, checkId: 'node-disk-pressure' } } : {}),
    hints: {
      namespace: level.namespace,
      claim: level.claim,
      rule: judged.rule,
      sharesNodeDisk: level.sharesNodeDisk ? 'yes' : 'no',
      ...(claim?.storageClass ? { storageClass: claim.storageClass } : {}),
      ...(claim ? { requested: claim.requested } : {}),
    },
  };
}

function evidenceOf({ level, judged, trend, claim, users, neighbours }: Case, ctx: CheckContext): Evidence[] {
  const seen = witness(ID, ctx);
  const { source, observedAt: at } = level;
  const own = { source: { kind: 'loupe' } } as const;
  return [
    seen('fillLevels', 'level', `${formatLevel(level.usedBytes, level.capacityBytes)}, ${judged.percent.toFixed(1)} %`, {
      expected: `< ${ctx.thresholds.volumeWarnPercent} %`,
      bad: judged.rule !== 'inodes',
      source,
      at,
    }),
    ...(level.inodes === undefined || level.inodesUsed === undefined
      ? []
      : [seen('fillLevels', 'inodes', `${level.inodesUsed} of ${level.inodes}`, { bad: judged.rule === 'inodes', source, at })]),
    ...(trend?.bytesPerHour === undefined || trend.bytesPerHour <= 0
      ? []
      : [seen('fillLevels', 'growth', `${formatSize(trend.bytesPerHour)}/h over ${trend.windowHours} h, ${trend.sampleCount} samples`, own)]),
    ...(trend?.burstBytesPerHour === undefined || trend.burstBytesPerHour <= 0
      ? []
      : [seen('fillLevels', 'burst', `${formatSize(trend.burstBytesPerHour)}/h`, own)]),
    ...(judged.forecast ? [seen('fillLevels', 'fullAt', forecastText(judged.forecast), own)] : []),
    ...(claim
      ? [
          seen('claims', 'claim', `${claim.requested} requested, ${claim.capacity ?? '?'} given, class ${claim.storageClass ?? '(none)'}`, {
            from: `persistentvolumeclaims/${claim.name}`,
          }),
        ]
      : []),
    ...neighbours.slice(0, 5).map((other) => seen('fillLevels', 'sameDisk', other, { from: `persistentvolumeclaims/${other.split('/')[1] ?? ''}` })),
    ...users.slice(0, 5).map((p) => seen('pods', 'mountedBy', p.name, { from: `pods/${p.name}` })),
  ];
}
