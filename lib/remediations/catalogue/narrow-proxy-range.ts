import { z } from 'zod';
import { type EgressTarget, resolveHost, targetOfUrl, targetText } from '@/lib/domain/egress-target';
import type { Finding } from '@/lib/domain/finding';
import type { NotPossible, Plan } from '@/lib/domain/plan';
import type { Readers } from '@/lib/domain/ports/readers';
import {
  coversAddress,
  decideEgress,
  formatProxyOptions,
  isPrivateAddress,
  type ProxyOptions,
  type ProxyRule,
  parseProxyOptions,
  proxyRuleFlags,
  withoutProxyRule,
  withProxyRule,
} from '@/lib/domain/smokescreen';
import { say } from '@/lib/domain/text';
import { knownPart } from '@/lib/remediations/known-part';
import { proxyLasting } from '@/lib/remediations/proxy-lasting';
import { defineRemediation } from '@/lib/remediations/remediation';
import { settingHolders, settingPlan, settingRights, undoSetting, valueText } from '@/lib/remediations/setting-plan';

const ID = 'narrow-proxy-range';
const text = (key: string, params?: Record<string, string | number>) => say(`remediations.${ID}.${key}`, params);
const UNSAFE = 'unsafe-allow-private-ranges';

/** Takes a rule that opens too much out of the egress proxy's options, and lets the storages it served stay reachable by address and port. */
export const narrowProxyRange = defineRemediation({
  id: ID,
  resolves: ['proxy-range-too-wide'],
  risk: 'disruptive',
  permission: 'operate',
  rbac: settingRights,
  acts: ['release'],
  input: z.object({}),

  async plan(finding, _input, read, { installation }): Promise<Plan | NotPossible> {
    const { hints = {} } = finding;
    const needed = await storagesBehind(finding, read, installation.namespace);
    if ('notPossible' in needed) return needed;
    const holders = await settingHolders(read, finding);
    if ('notPossible' in holders) return holders;
    const narrowed = (current: string | undefined) => narrow(current ?? '', hints, needed.rules);
    const after = holders.map((h) => narrowed(valueText(h.current)));
    const cut = needed.targets.find(({ address, port }) => after.some((options) => decideEgress(parseProxyOptions(options), address, port)?.allow !== true));
    if (cut) return { notPossible: text('wouldCut', { target: targetText({ host: cut.address, port: cut.port }) }) };
    return settingPlan(holders, {
      remediationId: ID,
      finding,
      setting: hints.setting ?? 'SMOKESCREEN_OPTS',
      title: text('title', { rule: hints.rule ?? '' }),
      summary: text('summary', { rule: hints.rule ?? '', storages: needed.rules.length }),
      after: (holder) => narrowed(valueText(holder.current)),
      lasting: proxyLasting(after),
      warnings: [text('warnOthers')],
    });
  },

  undo: undoSetting,
});

interface Behind {
  readonly rules: readonly ProxyRule[];
  readonly targets: readonly { readonly address: string; readonly port: number }[];
}

/** Storages that are reached only through the wide rule. Storages that cannot be read, or whose address cannot be told, stop the plan: one might lose its only way. */
async function storagesBehind({ hints = {} }: Finding, read: Readers, namespace: string): Promise<Behind | NotPossible> {
  const { cloudStorages, services } = await read.collect(['cloudStorages', 'services']);
  const storages = knownPart(cloudStorages);
  const known = knownPart(services);
  const endpoints = storages
    .map((storage) => ({ storage, target: storage.endpoint === undefined ? undefined : targetOfUrl(storage.endpoint) }))
    .filter((e): e is { storage: (typeof storages)[number]; target: EgressTarget } => e.target !== undefined);
  const targets: { address: string; port: number }[] = [];
  for (const { storage, target } of endpoints) {
    const resolved = resolveHost(target.host, known, namespace);
    if (!resolved && isInside(target.host)) return { notPossible: text('unresolved', { storage: storage.displayName, host: target.host }) };
    if (resolved && isServedBy(hints, resolved.address, target.port)) targets.push({ address: resolved.address, port: target.port });
  }
  const rules = targets.map(({ address, port }): ProxyRule => ({ flag: 'allow-address', value: targetText({ host: address, port }) }));
  return { rules, targets };
}

function isServedBy(hints: Readonly<Record<string, string>>, address: string, port: number): boolean {
  if (hints.flag === UNSAFE) return isPrivateAddress(address);
  const flag = proxyRuleFlags.find((f) => f === hints.flag);
  return flag !== undefined && coversAddress({ flag, value: hints.value ?? '' }, address, port);
}

/** A host without a public suffix, or one the cluster's DNS serves, may well stand for a private address. */
function isInside(host: string): boolean {
  return !host.includes('.') || /\.(local|svc|internal|lan|test)$/.test(host) || /\.svc\./.test(host);
}

function narrow(current: string, hints: Readonly<Record<string, string>>, rules: readonly ProxyRule[]): string {
  const without = takeOut(parseProxyOptions(current), hints);
  return formatProxyOptions(rules.reduce((options, rule) => withProxyRule(options, rule), without));
}

function takeOut(options: ProxyOptions, hints: Readonly<Record<string, string>>): ProxyOptions {
  if (hints.flag === UNSAFE) {
    return parseProxyOptions(formatProxyOptions({ tokens: options.tokens.filter((t) => !new RegExp(`^--?${UNSAFE}(=.*)?$`).test(t.written)) }));
  }
  const flag = proxyRuleFlags.find((f) => f === hints.flag);
  return flag === undefined ? options : withoutProxyRule(options, { flag, value: hints.value ?? '' });
}
