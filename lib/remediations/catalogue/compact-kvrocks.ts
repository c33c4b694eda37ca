import { z } from 'zod';
import type { KvrocksFacts } from '@/lib/domain/facts/kvrocks';
import type { NotPossible, Plan, PlannedStep } from '@/lib/domain/plan';
import type { StoreAddress } from '@/lib/domain/ports/writers';
import { say, type Text } from '@/lib/domain/text';
import { freeAfterPurge, isSizeLimited, kvrocksNow, redisByHand, roomForCompaction } from '@/lib/remediations/kvrocks-plan';
import { plannedStep } from '@/lib/remediations/planned-step';
import { defineRemediation } from '@/lib/remediations/remediation';
import { rights } from '@/lib/remediations/rights';
import { fillPercent } from '@/lib/remediations/steps/kvrocks-facts';

const ID = 'compact-kvrocks';
const text = (key: string, params?: Record<string, string | number>) => say(`remediations.${ID}.${key}`, params);

/** Below this an archive is not worth a step. */
const ARCHIVE_WORTH_BYTES = 200 * 2 ** 20;

/** The gentle rungs of the ladder: archived logs away, wait for writes, compact; it stops as soon as there is room. The warm cache stays. */
export const compactKvrocks = defineRemediation({
  id: ID,
  resolves: ['kvrocks-disk-filling', 'kvrocks-write-refused'],
  risk: 'low',
  permission: 'operate',
  rbac: [rights.readPods, rights.execInPods],
  acts: ['release'],
  input: z.object({}),

  async plan(finding, _input, read, { thresholds }): Promise<Plan | NotPossible> {
    const { facts, store, target } = await kvrocksNow(read);
    const obstacle = obstacleIn(facts);
    if (obstacle) return { notPossible: obstacle };
    const steps = ladder(facts, store, thresholds.kvrocksWarnPercent);
    if (steps.length === 0) return { notPossible: text('noRoom') };
    const compacts = steps.some((step) => step.id === 'compact');
    return {
      remediationId: ID,
      fingerprint: finding.fingerprint,
      checkId: finding.checkId,
      target,
      title: text('title'),
      summary: text('summary', { percent: fillPercent(facts) }),
      risk: 'low',
      steps,
      cost: {
        restarts: text('cost.restarts'),
        outage: compacts ? text('cost.slower') : text('cost.outage'),
        undo: { possible: false, text: text('cost.undo') },
        lasts: text('cost.lasts'),
      },
      lasting: { text: text('lasting'), snippet: LASTING },
      byHand: [
        `kubectl -n ${store.namespace} exec ${store.pod} -c ${store.container} -- find ${facts.dbPath}/archive -maxdepth 1 -type f -name '*.log' -mmin +2 -delete`,
        ...(compacts ? [redisByHand(store, 'COMPACT'), redisByHand(store, 'INFO rocksdb')] : []),
      ],
      rbac: [rights.readPods, rights.execInPods],
      warnings: compacts ? [] : [text('warnNoCompaction')],
      verifyWithinSeconds: 120,
    };
  },
});

const LASTING = `cvat:
  kvrocks:
    additionalVolumes:
      - name: kvrocks-conf
        configMap:
          name: cvat-kvrocks-conf   # kvrocks.conf with: rocksdb.wal_ttl_seconds 0 and rocksdb.wal_size_limit_mb 0
    additionalVolumeMounts:
      - name: kvrocks-conf
        mountPath: /var/lib/kvrocks/kvrocks.conf
        subPath: kvrocks.conf
`;

function obstacleIn(facts: KvrocksFacts): Text | undefined {
  if (facts.loading) return text('loading');
  if (facts.role !== 'master' || facts.connectedReplicas > 0) return text('replicas', { role: facts.role, replicas: facts.connectedReplicas });
  return facts.isCompacting ? text('compacting') : undefined;
}

/** A volume below the threshold was found for its slope: then there is no level to stop at, and the compaction is always made. */
function ladder(facts: KvrocksFacts, store: StoreAddress, warnPercent: number): PlannedStep[] {
  const stop = fillPercent(facts) >= warnPercent ? { skipBelowPercent: warnPercent } : {};
  const limited = isSizeLimited(facts);
  const compacts = limited || freeAfterPurge(facts) >= roomForCompaction(facts);
  const archive = facts.composition?.archiveBytes;
  const purges = !limited && (archive === undefined || archive > ARCHIVE_WORTH_BYTES);
  if (!purges && !compacts) return [];
  return [
    ...(purges ? [plannedStep('purge', { kind: 'kvrocks-purge-archive', ...store, minAgeMinutes: 2 })] : []),
    ...(limited ? [] : [plannedStep('writes', { kind: 'kvrocks-await-writes', ...store, timeoutSeconds: 300 })]),
    ...(compacts ? [plannedStep('compact', { kind: 'kvrocks-compact', ...store, timeoutSeconds: 1800, ...stop })] : []),
  ];
}
