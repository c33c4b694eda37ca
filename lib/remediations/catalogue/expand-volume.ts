import { z } from 'zod';
import { type ClaimGrowth, claimGrowth } from '@/lib/domain/claim-growth';
import type { ClaimFact } from '@/lib/domain/facts/storage';
import type { Finding } from '@/lib/domain/finding';
import { formatSize } from '@/lib/domain/format-size';
import type { NotPossible, Plan } from '@/lib/domain/plan';
import type { LiveObject, Readers } from '@/lib/domain/ports/readers';
import { readQuantity } from '@/lib/domain/quantity';
import { say, type Text } from '@/lib/domain/text';
import { kubectl } from '@/lib/remediations/by-hand';
import { knownPart } from '@/lib/remediations/known-part';
import { optionalText } from '@/lib/remediations/optional-text';
import { plannedStep } from '@/lib/remediations/planned-step';
import { defineRemediation } from '@/lib/remediations/remediation';
import { rights } from '@/lib/remediations/rights';
import { targetOf } from '@/lib/remediations/target-of';
import { wantedSize } from '@/lib/remediations/wanted-size';

const ID = 'expand-volume';
const text = (key: string, params?: Record<string, string | number>) => say(`remediations.${ID}.${key}`, params);
const rbac = [rights.patchClaims];

/** Where the chart takes a claim's size from, by the end of the claim's name. */
const CHART_SIZES: readonly [RegExp, string][] = [
  [/-kvrocks-data-/, 'cvat.kvrocks.defaultStorage.size'],
  [/-backend-data$/, 'cvat.backend.defaultStorage.size'],
  [/^data-.*-postgresql-/, 'postgresql.primary.persistence.size'],
  [/^data-.*-clickhouse-/, 'clickhouse.persistence.size'],
  [/^redis-data-/, 'redis.master.persistence.size'],
];

/** Grows a claim. Only to a size the storage will admit, at most twice what it is, and never back. */
export const expandVolume = defineRemediation({
  id: ID,
  resolves: ['volume-nearly-full', 'kvrocks-disk-filling', 'kvrocks-write-refused'],
  risk: 'destructive',
  permission: 'operate',
  rbac,
  acts: ['release', 'models'],
  input: z.object({
    size: optionalText((size) => (readQuantity(size) ?? 0n) > 0n, 'fields.size.accepts'),
  }),
  fields: [{ name: 'size', kind: 'quantity', optional: true }],
  fits: (finding) => claimNameOf(finding) !== undefined,

  async plan(finding, { size }, read, { thresholds }): Promise<Plan | NotPossible> {
    const namespace = finding.subject.namespace ?? finding.hints?.namespace ?? '';
    const name = claimNameOf(finding) ?? '';
    const { claim, growth } = await growthOf(read, namespace, name);
    const object = await read.object({ kind: 'PersistentVolumeClaim', apiVersion: 'v1', namespace, name });
    if (!claim || !object) return { notPossible: text('gone', { claim: name }) };
    const obstacle = obstacleIn(claim, growth);
    if (obstacle) return { notPossible: obstacle };
    const wanted = wantedSize(size, largestOf(claim), growth.limitedBy === 'longhorn' ? BigInt(growth.toBytes) : undefined);
    if (wanted.kind === 'refused') return { notPossible: text(`size.${wanted.reason}`, { claim: name, ...wanted.params }) };
    const enough = await isEnough(read, claim, Number(wanted.bytes), thresholds.volumeWarnPercent);
    return planFor(finding, object, { claim, growth, size: wanted.text, bytes: wanted.bytes, enough });
  },
});

function claimNameOf({ subject, hints }: Finding): string | undefined {
  return subject.kind === 'PersistentVolumeClaim' ? subject.name : hints?.claim;
}

async function growthOf(read: Readers, namespace: string, name: string): Promise<{ claim: ClaimFact | undefined; growth: ClaimGrowth }> {
  const { claims, storageClasses, volumes, longhorn } = await read.collect(['claims', 'storageClasses', 'volumes', 'longhorn']);
  const claim = knownPart(claims).find((c) => c.namespace === namespace && c.name === name);
  const facts = {
    storageClasses: knownPart(storageClasses),
    volumes: volumes.status === 'known' ? volumes.data : undefined,
    longhorn: longhorn.status === 'known' ? longhorn.data : undefined,
  };
  return { claim, growth: claim ? claimGrowth(claim, facts) : { limitedBy: 'unknown' } };
}

/** The larger of asked and had: an expansion on its way counts. */
function largestOf(claim: ClaimFact): bigint {
  const sizes = [readQuantity(claim.requested), readQuantity(claim.capacity)].filter((s) => s !== undefined);
  return sizes.reduce((a, b) => (a > b ? a : b), 0n);
}

function obstacleIn(claim: ClaimFact, growth: ClaimGrowth): Text | undefined {
  if (claim.phase !== 'Bound') return text('notBound', { claim: claim.name, phase: claim.phase });
  if (growth.limitedBy === 'not-expandable') return text('notExpandable', { class: claim.storageClass ?? '?' });
  const [requested, capacity] = [readQuantity(claim.requested), readQuantity(claim.capacity)];
  const growing = capacity !== undefined && requested !== undefined && requested > capacity;
  return growing ? text('growing', { claim: claim.name, requested: claim.requested }) : undefined;
}

/** Whether the volume will stand below the threshold once it has grown; true where nobody knows its level. */
async function isEnough(read: Readers, claim: ClaimFact, bytes: number, warnPercent: number): Promise<boolean> {
  const { fillLevels } = await read.collect(['fillLevels']);
  const level = fillLevels.status === 'known' ? fillLevels.data.levels.find((l) => l.namespace === claim.namespace && l.claim === claim.name) : undefined;
  return level === undefined || (level.usedBytes / bytes) * 100 < warnPercent;
}

interface Growth {
  readonly enough: boolean;
  readonly claim: ClaimFact;
  readonly growth: ClaimGrowth;
  readonly size: string;
  readonly bytes: bigint;
}

function planFor(finding: Finding, object: LiveObject, { claim, growth, size, bytes, enough }: Growth): Plan {
  const { name, namespace } = claim;
  const body = { spec: { resources: { requests: { storage: size } } } };
  const value = CHART_SIZES.find(([pattern]) => pattern.test(name))?.[1];
  return {
    remediationId: ID,
    fingerprint: finding.fingerprint,
    checkId: finding.checkId,
    target: { kind: 'PersistentVolumeClaim', apiVersion: 'v1', namespace, name },
    title: text('title', { claim: name, size }),
    summary: text('summary', { claim: name, from: claim.capacity ?? claim.requested, size }),
    risk: 'destructive',
    steps: [
      plannedStep('patch', { kind: 'patch-object', target: targetOf(object), patchType: 'merge', body }),
      plannedStep('wait', { kind: 'wait-claim-capacity', namespace, name, bytes: String(bytes), timeoutSeconds: 600 }),
    ],
    cost: {
      restarts: text('cost.restarts'),
      outage: text('cost.outage'),
      undo: { possible: false, text: text('cost.undo') },
      lasts: text('cost.lasts'),
    },
    lasting: { text: value ? text('lasting.value', { value }) : text('lasting.general'), ...(value && { snippet: nested(value, size) }) },
    byHand: [kubectl(namespace, 'patch', 'pvc', name, '--type=merge', '-p', JSON.stringify(body)), kubectl(namespace, 'get', 'pvc', name, '-w')],
    rbac,
    confirm: name,
    warnings: [
      ...(enough ? [] : [text('warnNotEnough', { size })]),
      ...(growth.limitedBy === 'longhorn' ? [text('warnHeadroom', { disk: growth.disk, largest: formatSize(growth.toBytes) })] : []),
      ...(growth.limitedBy === 'unknown' ? [text('warnUnknown')] : []),
    ],
    verifyWithinSeconds: 180,
  };
}

/** `a.b.c` and a value as YAML. */
function nested(path: string, value: string): string {
  const keys = path.split('.');
  return `${keys.map((key, depth) => `${'  '.repeat(depth)}${key}:`).join('\n')} ${value}\n`;
}
