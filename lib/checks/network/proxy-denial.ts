import { type CheckContext, defineCheck } from '@/lib/checks/check';
import { type Backend, mainContainerOf, PROXY_SETTING, proxyBackendsOf, settingOf } from '@/lib/checks/shared/backend-settings';
import { witness } from '@/lib/checks/shared/witness';
import { type EgressTarget, type Resolved, resolveHost, targetOfHostPort, targetOfUrl, targetText } from '@/lib/domain/egress-target';
import type { CloudStorageFact, ProxyDecisionFact } from '@/lib/domain/facts/cvat';
import type { ChainLink, Evidence, FindingDraft } from '@/lib/domain/finding';
import { isSensitive } from '@/lib/domain/sensitive-address';
import { decideEgress, type ProxyVerdict, parseProxyOptions } from '@/lib/domain/smokescreen';
import { say } from '@/lib/domain/text';
import { verdictOf } from '@/lib/domain/verdict';

const ID = 'proxy-denial';
const text = (key: string, params?: Record<string, string | number>) => say(`checks.${ID}.${key}`, params);
const DAY = 86_400_000;

/** What one backend's proxy does with a target: seen in its log, predicted from its options, or both. */
interface Answer {
  readonly backend: Backend;
  readonly options: string | undefined;
  readonly predicted: ProxyVerdict | undefined;
  readonly seen: ProxyDecisionFact | undefined;
}

interface Case {
  readonly target: EgressTarget;
  readonly resolved: Resolved | undefined;
  readonly storages: readonly CloudStorageFact[];
  readonly answers: readonly Answer[];
}

/**
 * CVAT's egress proxy refuses a storage: seen in the proxies' logs, or predicted from the options of each of the six Deployments that run one, for
 * every storage whose endpoint is an address or a Service. CVAT shows the refusal as "not found". An address nobody should reach is not reported.
 */
export const proxyDenial = defineCheck({
  id: ID,
  area: 'network',
  needs: ['workloads', 'services'],
  mayUse: ['proxyDecisions', 'cloudStorages', 'network'],
  toleratedMisses: 0,
  evaluate({ workloads, services, proxyDecisions, cloudStorages, network }, ctx) {
    const backends = proxyBackendsOf(workloads);
    if (backends.length === 0) return { kind: 'not-applicable', reason: text('noProxy') };
    const storages = cloudStorages.status === 'known' ? cloudStorages.data : [];
    const decisions = proxyDecisions.status === 'known' ? recent(proxyDecisions.data, ctx.now) : [];
    const facts = network.status === 'known' ? network.data : undefined;
    const cases = targetsOf(storages, decisions).map(({ target, storages: own }): Case => {
      const decided = decisions.filter((d) => sameTarget(targetOfHostPort(d.host), target));
      const logged = decided.find((d) => d.address !== undefined)?.address;
      const resolved = resolveHost(target.host, services, ctx.installation.namespace) ?? (logged === undefined ? undefined : { address: logged });
      return { target, resolved, storages: own, answers: backends.map((b) => answerOf(b, target, resolved, decided)) };
    });
    const refused = cases.filter((c) => c.answers.some(isRefusal) && !(c.storages.length === 0 && c.resolved && isSensitive(c.resolved.address, facts)));
    return verdictOf(refused.map((c) => draft(c, ctx)));
  },
});

function targetsOf(storages: readonly CloudStorageFact[], decisions: readonly ProxyDecisionFact[]) {
  const targets = new Map<string, { target: EgressTarget; storages: CloudStorageFact[] }>();
  const add = (target: EgressTarget | undefined, storage?: CloudStorageFact) => {
    if (!target) return;
    const entry = targets.get(targetText(target)) ?? { target, storages: [] };
    if (storage) entry.storages.push(storage);
    targets.set(targetText(target), entry);
  };
  for (const storage of storages) add(storage.endpoint === undefined ? undefined : targetOfUrl(storage.endpoint), storage);
  for (const decision of decisions) if (!decision.allow) add(targetOfHostPort(decision.host));
  return [...targets.values()];
}

function answerOf(backend: Backend, target: EgressTarget, resolved: Resolved | undefined, decided: readonly ProxyDecisionFact[]): Answer {
  const setting = settingOf(backend, PROXY_SETTING);
  const options = setting.kind === 'value' ? setting.value : setting.kind === 'absent' ? '' : undefined;
  const predicted = options === undefined || !resolved ? undefined : decideEgress(parseProxyOptions(options), resolved.address, target.port);
  return { backend, options, predicted, seen: decided.find((d) => d.workload === backend.workload.name) };
}

/** What the options say now beats what the log said before they were changed. */
function isRefusal({ predicted, seen }: Answer): boolean {
  return predicted ? !predicted.allow : seen !== undefined && !seen.allow;
}

/** The newest decision of each workload about each host, of the last day. */
function recent(decisions: readonly ProxyDecisionFact[], now: number): ProxyDecisionFact[] {
  const newest = new Map<string, ProxyDecisionFact>();
  for (const decision of decisions) {
    if (now - Date.parse(decision.at) > DAY) continue;
    const key = `${decision.workload}|${decision.host}`;
    const before = newest.get(key);
    if (!before || Date.parse(before.at) <= Date.parse(decision.at)) newest.set(key, decision);
  }
  return [...newest.values()].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

function draft(c: Case, ctx: CheckContext): FindingDraft {
  const refusing = c.answers.filter(isRefusal);
  const [storage] = c.storages;
  const [first] = refusing as [Answer];
  const rule = first.predicted?.rule ?? first.seen?.rule ?? '';
  const since = refusing
    .map((a) => a.seen?.at)
    .filter((at) => at !== undefined)
    .sort()[0];
  const partial = refusing.length < c.answers.length && c.answers.some((a) => a.predicted?.allow);
  const allowed = partial && new Set(c.answers.map((a) => a.options)).size > 1;
  const params = { target: targetText(c.target), storage: storage?.displayName ?? '', refusing: refusing.length, all: c.answers.length, rule };
  return {
    checkId: ID,
    subject: { kind: 'EgressTarget', namespace: ctx.installation.namespace, name: targetText(c.target) },
    severity: storage ? 'critical' : 'warning',
    title: storage ? text('title.storage', params) : text('title.host', params),
    summary: rule === 'Not Started' ? text('summary.notStarted', params) : text('summary.refused', params),
    evidence: evidenceOf(c, ctx),
    chain: chainOf(c, rule),
    falseIf: text('falseIf', params),
    ...(allowed
      ? { causedBy: { subject: { kind: 'Setting', namespace: ctx.installation.namespace, name: PROXY_SETTING }, checkId: 'setting-inconsistent' } }
      : {}),
    ...(since ? { since } : {}),
    hints: {
      namespace: ctx.installation.namespace,
      host: c.target.host,
      port: String(c.target.port),
      setting: PROXY_SETTING,
      deployments: c.answers.map((a) => a.backend.workload.name).join(','),
      refusing: refusing.map((a) => a.backend.workload.name).join(','),
      container: mainContainerOf(first.backend.workload)?.name ?? 'cvat-backend',
      ...(c.resolved ? { address: c.resolved.address } : {}),
      ...(storage ? { storageId: String(storage.id) } : {}),
    },
  };
}

function evidenceOf({ storages, resolved, target, answers }: Case, ctx: CheckContext): Evidence[] {
  const seen = witness(ID, ctx);
  return [
    ...storages.map((s) =>
      seen('cloudStorages', 'storage', `#${s.id} ${s.displayName}: ${s.resource} at ${s.endpoint ?? ''}${s.status ? `, ${s.status}` : ''}`, {
        from: `/api/cloudstorages/${s.id}`,
      }),
    ),
    ...(resolved
      ? [seen('services', 'resolved', `${target.host} → ${resolved.address}`, { from: resolved.service ? `services/${resolved.service}` : 'endpoint' })]
      : []),
    ...answers.map((a) =>
      seen(
        'workloads',
        'options',
        `${a.backend.workload.name}: ${PROXY_SETTING}="${a.options ?? '(not readable)'}" → ${a.predicted?.rule ?? '(cannot be told)'}`,
        {
          expected: 'Allow: User Configured',
          bad: isRefusal(a),
          from: `deployments/${a.backend.workload.name}`,
        },
      ),
    ),
    ...answers.flatMap((a) =>
      a.seen && !a.seen.allow ? [seen('proxyDecisions', 'log', `${a.seen.host}: ${a.seen.rule}`, { from: `pods/${a.seen.pod} log`, at: a.seen.at })] : [],
    ),
  ];
}

function chainOf({ target, resolved, answers }: Case, rule: string): ChainLink[] {
  const refusing = answers.filter(isRefusal).length;
  return [
    { label: text('chain.asks'), value: text('chain.target', { target: targetText(target) }), state: 'good' },
    {
      label: text('chain.resolves'),
      value: resolved ? text('chain.address', { address: resolved.address }) : text('chain.notResolved'),
      state: resolved ? 'good' : 'unknown',
    },
    { label: text('chain.proxy'), value: text('chain.refuses', { refusing, all: answers.length, rule }), state: 'broken' },
    { label: text('chain.people'), value: text('chain.notFound'), state: 'follows' },
  ];
}

function sameTarget(a: EgressTarget | undefined, b: EgressTarget): boolean {
  return a !== undefined && a.host === b.host && a.port === b.port;
}
