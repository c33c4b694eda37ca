import { z } from 'zod';
import type { CloudStorageFact } from '@/lib/domain/facts/cvat';
import type { KvrocksFacts } from '@/lib/domain/facts/kvrocks';
import type { NotPossible, Plan, PlannedStep } from '@/lib/domain/plan';
import type { Readers } from '@/lib/domain/ports/readers';
import type { StoreAddress } from '@/lib/domain/ports/writers';
import { say, type Text } from '@/lib/domain/text';
import { isSizeLimited, kvrocksNow, redisByHand } from '@/lib/remediations/kvrocks-plan';
import { plannedStep } from '@/lib/remediations/planned-step';
import { defineRemediation } from '@/lib/remediations/remediation';
import { rights } from '@/lib/remediations/rights';

const ID = 'drop-image-cache';
const text = (key: string, params?: Record<string, string | number>) => say(`remediations.${ID}.${key}`, params);
const rbac = [rights.readPods, rights.execInPods];

/** The ladder's last rung: the whole cache goes. Only while every source its images come from is proven to be there. */
export const dropImageCache = defineRemediation({
  id: ID,
  resolves: ['kvrocks-disk-filling', 'kvrocks-write-refused'],
  risk: 'destructive',
  permission: 'operate',
  rbac,
  acts: ['release'],
  input: z.object({}),

  async plan(finding, _input, read): Promise<Plan | NotPossible> {
    const { facts, store, target } = await kvrocksNow(read);
    const obstacle = obstacleIn(facts) ?? (await sourceObstacle(read));
    if (obstacle) return { notPossible: obstacle };
    return {
      remediationId: ID,
      fingerprint: finding.fingerprint,
      checkId: finding.checkId,
      target,
      title: text('title'),
      summary: text('summary'),
      risk: 'destructive',
      steps: stepsFor(facts, store),
      cost: {
        restarts: text('cost.restarts'),
        outage: text('cost.outage'),
        runningWork: text('cost.runningWork'),
        undo: { possible: false, text: text('cost.undo') },
        lasts: text('cost.lasts'),
      },
      lasting: { text: text('lasting') },
      byHand: [redisByHand(store, 'FLUSHDB'), redisByHand(store, 'COMPACT'), redisByHand(store, 'INFO keyspace')],
      rbac,
      confirm: target.name,
      warnings: await warningsNow(read),
      verifyWithinSeconds: 120,
    };
  },
});

function obstacleIn(facts: KvrocksFacts): Text | undefined {
  if (facts.loading) return text('loading');
  if (facts.role !== 'master' || facts.connectedReplicas > 0) return text('replicas', { role: facts.role, replicas: facts.connectedReplicas });
  return facts.isCompacting ? text('compacting') : undefined;
}

/** Chunks are made anew from their source: one that cannot be reached, or was not asked, would mean images that do not come back. */
async function sourceObstacle(read: Readers): Promise<Text | undefined> {
  const { cloudStorages } = await read.collect(['cloudStorages']);
  if (cloudStorages.status !== 'known') return text('sourcesUnknown');
  const missing = cloudStorages.data.filter((storage: CloudStorageFact) => storage.status !== 'AVAILABLE');
  const [first] = missing;
  return first ? text('sourceMissing', { storage: first.displayName, status: first.status ?? '?', count: missing.length }) : undefined;
}

/** FLUSHDB itself appends to the log, so on a full disk the archive goes first. */
function stepsFor(facts: KvrocksFacts, store: StoreAddress): PlannedStep[] {
  const gentle = isSizeLimited(facts)
    ? []
    : [
        plannedStep('purge', { kind: 'kvrocks-purge-archive', ...store, minAgeMinutes: 2 }),
        plannedStep('writes', { kind: 'kvrocks-await-writes', ...store, timeoutSeconds: 300 }),
      ];
  return [
    ...gentle,
    plannedStep('flush', { kind: 'kvrocks-flush', ...store }),
    plannedStep('compact', { kind: 'kvrocks-compact', ...store, timeoutSeconds: 1800 }),
  ];
}

async function warningsNow(read: Readers): Promise<Text[]> {
  const { inferenceRequests } = await read.collect(['inferenceRequests']);
  if (inferenceRequests.status !== 'known') return [text('warnInferenceUnknown')];
  return inferenceRequests.data.some((r) => r.status === 'started' || r.status === 'queued') ? [text('warnInference')] : [];
}
