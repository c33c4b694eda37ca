import { type CheckContext, defineCheck } from '@/lib/checks/check';
import { mainContainerOf, PROXY_SETTING, proxyBackendsOf, settingOf } from '@/lib/checks/shared/backend-settings';
import { witness } from '@/lib/checks/shared/witness';
import type { WorkloadFact } from '@/lib/domain/facts/workload';
import type { FindingDraft } from '@/lib/domain/finding';
import { type Reach, reachOf } from '@/lib/domain/sensitive-address';
import { type ProxyRule, parseProxyOptions, proxyRules } from '@/lib/domain/smokescreen';
import { say } from '@/lib/domain/text';
import { verdictOf } from '@/lib/domain/verdict';

const ID = 'proxy-range-too-wide';
const text = (key: string, params?: Record<string, string | number>) => say(`checks.${ID}.${key}`, params);
const UNSAFE = '--unsafe-allow-private-ranges';

interface Opening {
  /** As written in the options. */
  readonly rule: string;
  readonly flag: string;
  readonly value: string;
  readonly hits: readonly { readonly reach: Reach; readonly address: string }[];
  readonly workloads: WorkloadFact[];
}

/**
 * An allow rule of the egress proxy that opens more than a storage: the API server, a node, the metadata address, loopback, or a range wider than
 * /16. Addresses come from users (cloud storages, remote files, webhooks), and an allow rule wins over every deny rule, so nothing can be taken out again.
 */
export const proxyRangeTooWide = defineCheck({
  id: ID,
  area: 'network',
  needs: ['workloads', 'network'],
  toleratedMisses: 0,
  evaluate({ workloads, network }, ctx) {
    const backends = proxyBackendsOf(workloads);
    if (backends.length === 0) return { kind: 'not-applicable', reason: text('noProxy') };
    const openings = new Map<string, Opening>();
    const add = (key: string, opening: Omit<Opening, 'workloads'>, workload: WorkloadFact) => {
      const known = openings.get(key) ?? { ...opening, workloads: [] };
      known.workloads.push(workload);
      openings.set(key, known);
    };
    for (const backend of backends) {
      const setting = settingOf(backend, PROXY_SETTING);
      if (setting.kind !== 'value') continue;
      const options = parseProxyOptions(setting.value);
      for (const rule of proxyRules(options)) {
        const hits = reachOf(rule, network);
        if (hits.length > 0) add(written(rule), { rule: written(rule), flag: rule.flag, value: rule.value, hits }, backend.workload);
      }
      if (options.allowsPrivateRanges)
        add(UNSAFE, { rule: UNSAFE, flag: UNSAFE.slice(2), value: '', hits: privateHits(network.apiServerAddresses) }, backend.workload);
    }
    return verdictOf([...openings.values()].map((o) => draft(o, ctx)));
  },
});

function privateHits(addresses: readonly string[]): Opening['hits'] {
  return [
    ...addresses.map((address) => ({ reach: 'api-server' as const, address })),
    { reach: 'wide' as const, address: '10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16' },
  ];
}

const written = (rule: ProxyRule) => `--${rule.flag}=${rule.value}`;

function draft({ rule, flag, value, hits, workloads }: Opening, ctx: CheckContext): FindingDraft {
  const seen = witness(ID, ctx);
  const worst = hits[0]?.reach ?? 'wide';
  const { namespace, release } = ctx.installation;
  return {
    checkId: ID,
    subject: { kind: 'HelmRelease', namespace, name: release },
    discriminator: rule,
    severity: worst === 'node' || worst === 'wide' ? 'info' : 'warning',
    title: text(`title.${worst}`, { rule }),
    summary: text('summary', { rule, deployments: workloads.length }),
    evidence: [
      ...workloads.map((w) =>
        seen('workloads', 'rule', `${w.name}: ${rule}`, { expected: '--allow-address=IP:PORT', bad: true, from: `deployments/${w.name}` }),
      ),
      ...hits.map((h) => seen('network', `reach.${h.reach}`, h.address)),
    ],
    falseIf: text('falseIf'),
    hints: {
      namespace,
      setting: PROXY_SETTING,
      rule,
      flag,
      value,
      deployments: workloads.map((w) => w.name).join(','),
      container: (workloads[0] && mainContainerOf(workloads[0])?.name) ?? 'cvat-backend',
    },
  };
}
