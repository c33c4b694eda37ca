import { type CheckContext, defineCheck } from '@/lib/checks/check';
import { type HealthPart, healthPartOf } from '@/lib/checks/shared/health-plugin';
import { refOfStore, writeRefusalOf } from '@/lib/checks/shared/kvrocks-store';
import { isReady } from '@/lib/checks/shared/serving';
import { witness } from '@/lib/checks/shared/witness';
import { isLive, workloadRefOf } from '@/lib/checks/shared/workload-groups';
import { roleOf, type WorkloadRole } from '@/lib/checks/shared/workload-role';
import type { CvatHealth } from '@/lib/domain/facts/cvat';
import type { KvrocksFacts } from '@/lib/domain/facts/kvrocks';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { ChainLink, FindingDraft } from '@/lib/domain/finding';
import { say } from '@/lib/domain/text';
import { verdictOf } from '@/lib/domain/verdict';

const ID = 'server-health-failing';
const text = (key: string, params?: Record<string, string | number>) => say(`checks.${ID}.${key}`, params);

type Plugin = CvatHealth['plugins'][number];

/** Which workload answers for a part. */
const carriers: Partial<Record<HealthPart, WorkloadRole>> = { media: 'media-cache', cache: 'queues', database: 'database', permissions: 'permissions' };

/**
 * CVAT's health check, plugin by plugin. One failing plugin, even a mere warning, makes it answer 500, and the interface then lets nobody in
 * ("Cannot connect to the server"), although every pod is ready.
 */
export const serverHealthFailing = defineCheck({
  id: ID,
  area: 'cvat',
  needs: ['cvatHealth'],
  mayUse: ['kvrocks', 'pods'],
  toleratedMisses: 1,
  evaluate({ cvatHealth, kvrocks, pods }, ctx) {
    const failing = new Map<string, Plugin[]>();
    for (const plugin of cvatHealth.plugins) {
      if (plugin.working) continue;
      const part = healthPartOf(plugin.name);
      const key = part === 'other' ? plugin.name : part;
      failing.set(key, [...(failing.get(key) ?? []), plugin]);
    }
    const store = kvrocks.status === 'known' ? kvrocks.data : undefined;
    const live = pods.status === 'known' ? pods.data.filter(isLive) : [];
    return verdictOf([...failing].map(([key, plugins]) => draft(key, plugins as [Plugin, ...Plugin[]], cvatHealth, store, live, ctx)));
  },
});

function draft(
  key: string,
  plugins: readonly [Plugin, ...Plugin[]],
  health: CvatHealth,
  store: KvrocksFacts | undefined,
  pods: readonly PodFact[],
  ctx: CheckContext,
): FindingDraft {
  const seen = witness(ID, ctx);
  const [first] = plugins;
  const part = healthPartOf(first.name);
  const { namespace, release } = ctx.installation;
  const from = '/api/server/health/';
  const cause = causeOf(part, store, pods);
  const params = { plugin: first.name };
  return {
    checkId: ID,
    subject: { kind: 'Server', namespace, name: release },
    discriminator: key,
    severity: 'critical',
    title: text(`title.${part}`, params),
    summary: text(`summary.${part}`, params),
    evidence: [
      ...plugins.map((p) => seen('cvatHealth', 'plugin', `${p.name}: ${p.status}`, { expected: 'working', bad: true, from })),
      seen('cvatHealth', 'status', `HTTP ${health.httpStatus}`, { expected: 'HTTP 200', from }),
    ],
    chain: chainOf(part, first),
    falseIf: text('falseIf', params),
    ...(cause ? { causedBy: cause } : {}),
    hints: { namespace, part, plugin: first.name },
  };
}

function causeOf(part: HealthPart, store: KvrocksFacts | undefined, pods: readonly PodFact[]): FindingDraft['causedBy'] {
  if (part === 'media' && store && writeRefusalOf(store)) return { subject: refOfStore(store), checkId: 'kvrocks-write-refused' };
  if (part === 'disk') {
    const node = pods.find((p) => roleOf(p.labels) === 'server' && p.node !== undefined)?.node;
    return node ? { subject: { kind: 'Node', apiVersion: 'v1', name: node }, checkId: 'node-disk-pressure' } : undefined;
  }
  const role = carriers[part];
  const carrier = role ? pods.filter((p) => roleOf(p.labels) === role) : [];
  const [first] = carrier;
  return first && !carrier.some(isReady) ? { subject: workloadRefOf(first) } : undefined;
}

function chainOf(part: HealthPart, plugin: Plugin): ChainLink[] {
  return [
    { label: text('chain.about'), value: text('chain.answers'), state: 'good' },
    { label: text('chain.plugin'), value: text('chain.fails', { plugin: plugin.name }), state: 'broken' },
    { label: text('chain.health'), value: text('chain.five'), state: 'follows' },
    { label: text('chain.people'), value: text(`chain.people-${part}`), state: 'follows' },
  ];
}
