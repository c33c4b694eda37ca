import { type CheckContext, defineCheck } from '@/lib/checks/check';
import { diskPercent, hintsOfStore, refOfStore, type WriteRefusal, writeRefusalOf } from '@/lib/checks/shared/kvrocks-store';
import { witness } from '@/lib/checks/shared/witness';
import type { CvatHealth } from '@/lib/domain/facts/cvat';
import type { KvrocksFacts } from '@/lib/domain/facts/kvrocks';
import type { ChainLink, FindingDraft } from '@/lib/domain/finding';
import { formatLevel } from '@/lib/domain/format-size';
import { say } from '@/lib/domain/text';

const ID = 'kvrocks-write-refused';
const text = (key: string, params?: Record<string, string | number>) => say(`checks.${ID}.${key}`, params);
const MEDIA_PLUGIN = 'Cache backend: media';

/**
 * KVRocks refuses a write of a key of Loupe's own. Its probe stays green all the while (PING answers), and so does the pod; CVAT answers 500 to every
 * image that is not in the cache yet. The reason decides the cure, so it is told apart.
 */
export const kvrocksWriteRefused = defineCheck({
  id: ID,
  area: 'storage',
  needs: ['kvrocks'],
  mayUse: ['cvatHealth'],
  toleratedMisses: 1,
  evaluate({ kvrocks, cvatHealth }, ctx) {
    if (kvrocks.write === undefined) return { kind: 'unknown', part: 'kvrocks', reason: 'not-asked' };
    const refusal = writeRefusalOf(kvrocks);
    if (!refusal) return { kind: 'ok' };
    return { kind: 'found', findings: [draft(kvrocks, refusal, cvatHealth.status === 'known' ? cvatHealth.data : undefined, ctx)] };
  },
});

function draft(kvrocks: KvrocksFacts, refusal: WriteRefusal, health: CvatHealth | undefined, ctx: CheckContext): FindingDraft {
  const seen = witness(ID, ctx);
  const from = `${kvrocks.pod} INFO`;
  const media = health?.plugins.find((p) => p.name === MEDIA_PLUGIN);
  const percent = Math.floor(diskPercent(kvrocks) ?? -1);
  return {
    checkId: ID,
    subject: refOfStore(kvrocks),
    // Loading its data after a start ends by itself.
    severity: refusal === 'loading' ? 'warning' : 'critical',
    title: text(`title.${refusal}`),
    summary: text(`summary.${refusal}`, { percent }),
    evidence: [
      seen('kvrocks', 'write', kvrocks.write?.error ?? '(refused without words)', { expected: 'OK', bad: true, from: `${kvrocks.pod} SET … EX 1` }),
      seen('kvrocks', 'disk', formatLevel(kvrocks.diskUsedBytes, kvrocks.diskCapacityBytes), { from }),
      ...(kvrocks.maxDbBytes > 0 ? [seen('kvrocks', 'limit', formatLevel(kvrocks.usedDbBytes, kvrocks.maxDbBytes), { from })] : []),
      seen('kvrocks', 'backgroundErrors', String(kvrocks.backgroundErrors), { expected: '0', from }),
      seen('kvrocks', 'compacting', kvrocks.isCompacting ? 'yes' : 'no', { from }),
      ...(media ? [seen('cvatHealth', 'media', `${media.name}: ${media.status}`, { from: '/api/server/health/' })] : []),
    ],
    chain: chainOf(refusal, percent, media?.working),
    falseIf: text('falseIf'),
    hints: { ...hintsOfStore(kvrocks), cause: refusal },
  };
}

function chainOf(refusal: WriteRefusal, percent: number, mediaWorks: boolean | undefined): ChainLink[] {
  return [
    { label: text('chain.reason'), value: text(`chain.${refusal}`, { percent }), state: 'broken' },
    { label: text('chain.writes'), value: text('chain.refused'), state: 'follows' },
    {
      label: text('chain.health'),
      value: mediaWorks === undefined ? text('chain.notRead') : mediaWorks ? text('chain.healthGood') : text('chain.healthBad'),
      state: mediaWorks === undefined ? 'unknown' : mediaWorks ? 'good' : 'follows',
    },
    { label: text('chain.people'), value: text('chain.stopped'), state: 'follows' },
  ];
}
