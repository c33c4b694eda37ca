import { z } from 'zod';
import type { Finding } from '@/lib/domain/finding';
import type { NotPossible, Plan } from '@/lib/domain/plan';
import type { Readers } from '@/lib/domain/ports/readers';
import { isSensitive, reachOf } from '@/lib/domain/sensitive-address';
import {
  coversAddress,
  decideEgress,
  formatProxyOptions,
  isIpAddress,
  type ProxyRule,
  parseProxyOptions,
  prefixOf,
  withProxyRule,
} from '@/lib/domain/smokescreen';
import { say } from '@/lib/domain/text';
import { knownPart } from '@/lib/remediations/known-part';
import { optionalText } from '@/lib/remediations/optional-text';
import { proxyLasting } from '@/lib/remediations/proxy-lasting';
import { defineRemediation } from '@/lib/remediations/remediation';
import { settingHolders, settingPlan, settingRights, undoSetting, valueText } from '@/lib/remediations/setting-plan';

const ID = 'allow-storage-address';
const text = (key: string, params?: Record<string, string | number>) => say(`remediations.${ID}.${key}`, params);

const inputSchema = z
  .object({
    address: optionalText((address) => splitAddress(address) !== undefined, 'fields.address.accepts'),
    range: optionalText((range) => prefixOf(range) !== undefined, 'fields.range.accepts'),
    insist: z.boolean().default(false),
  })
  .refine((input) => input.range === undefined || input.insist, { path: ['insist'], error: 'fields.insist.needed' });

type Input = z.infer<typeof inputSchema>;

/**
 * Lets CVAT's egress proxy reach one storage: its address and port, in every Deployment that runs the proxy, beside the flags that are there.
 * A range only when somebody insists, and never one that opens the API server, a node, the metadata address or loopback.
 */
export const allowStorageAddress = defineRemediation({
  id: ID,
  resolves: ['proxy-denial'],
  risk: 'disruptive',
  permission: 'operate',
  rbac: settingRights,
  acts: ['release'],
  input: inputSchema,
  fields: [
    { name: 'address', kind: 'address', optional: true },
    { name: 'range', kind: 'text', optional: true },
    { name: 'insist', kind: 'switch', optional: true },
  ],

  async plan(finding, input, read): Promise<Plan | NotPossible> {
    const wanted = await wantedRule(finding, input, read);
    if ('notPossible' in wanted) return wanted;
    const holders = await settingHolders(read, finding);
    if ('notPossible' in holders) return holders;
    const broken = holders.find((h) => parseProxyOptions(valueText(h.current) ?? '').faults.length > 0);
    if (broken) return { notPossible: text('broken', { deployment: broken.deployment.metadata.name, options: valueText(broken.current) ?? '' }) };
    const merged = (current: string | undefined) => formatProxyOptions(withProxyRule(parseProxyOptions(current ?? ''), wanted.rule));
    const rule = `--${wanted.rule.flag}=${wanted.rule.value}`;
    return settingPlan(holders, {
      remediationId: ID,
      finding,
      setting: finding.hints?.setting ?? 'SMOKESCREEN_OPTS',
      title: text('title', { target: finding.subject.name }),
      summary: text('summary', { rule, count: holders.length }),
      after: (holder) => merged(valueText(holder.current)),
      lasting: proxyLasting(holders.map((h) => merged(valueText(h.current)))),
      warnings: input.range === undefined ? [text('warnMoves')] : [text('warnRange', { range: input.range })],
    });
  },

  undo: undoSetting,
});

async function wantedRule(finding: Finding, input: Input, read: Readers): Promise<{ readonly rule: ProxyRule } | NotPossible> {
  const { hints = {} } = finding;
  const network = knownPart((await read.collect(['network'])).network);
  const port = Number(hints.port);
  if (input.range !== undefined) {
    const rule = { flag: 'allow-range', value: input.range } as const;
    const [hit] = reachOf(rule, network);
    if (hit) return { notPossible: text(`tooMuch.${hit.reach}`, { range: input.range, address: hit.address }) };
    if (coversAddress(rule, '127.0.0.1') || coversAddress(rule, '169.254.169.254'))
      return { notPossible: text('tooMuch.loopback', { range: input.range, address: '127.0.0.1' }) };
    if (hints.address !== undefined && !coversAddress(rule, hints.address))
      return { notPossible: text('besides', { range: input.range, address: hints.address }) };
    return { rule };
  }
  const typed = input.address === undefined ? undefined : splitAddress(input.address);
  const address = typed?.host ?? hints.address;
  if (address === undefined) return { notPossible: text('noAddress', { host: hints.host ?? '?' }) };
  if (isSensitive(address, network)) return { notPossible: text('sensitive', { address }) };
  const allowed = typed?.port ?? port;
  if (allowed !== port) return { notPossible: text('otherPort', { port, typed: allowed }) };
  const value = `${address.includes(':') ? `[${address}]` : address}:${port}`;
  const rule = { flag: 'allow-address', value } as const;
  // What is written has to work by the proxy's own rules, or nothing is written.
  if (!decideEgress(withProxyRule(parseProxyOptions(''), rule), address, port)?.allow) return { notPossible: text('noAddress', { host: value }) };
  return { rule };
}

/** `10.43.39.217:80` or `[fd00::1]:80`: an address, no name, with the port CVAT connects to. */
function splitAddress(value: string): { readonly host: string; readonly port: number } | undefined {
  const match = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(value);
  const [host, port] = [match?.[1] ?? match?.[2] ?? '', Number(match?.[3])];
  return isIpAddress(host) && port > 0 && port < 65_536 ? { host, port } : undefined;
}
