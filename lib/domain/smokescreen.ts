import ipaddr from 'ipaddr.js';

/** The four kinds of rule CVAT's egress proxy takes, each as often as wanted. */
export const proxyRuleFlags = ['allow-range', 'deny-range', 'allow-address', 'deny-address'] as const;
export type ProxyRuleFlag = (typeof proxyRuleFlags)[number];

export interface ProxyRule {
  readonly flag: ProxyRuleFlag;
  readonly value: string;
}

/** One word of the options: a rule, or something else that is kept exactly as it was written. */
export type ProxyToken = { readonly kind: 'rule'; readonly rule: ProxyRule; readonly written: string } | { readonly kind: 'other'; readonly written: string };

/** SMOKESCREEN_OPTS, read. `faults` are rules the proxy would refuse: it then does not start at all, and all egress fails. */
export interface ProxyOptions {
  readonly tokens: readonly ProxyToken[];
  readonly allowsPrivateRanges: boolean;
  readonly faults: readonly string[];
}

/** What the proxy answers for an address. `rule` uses the proxy's own words, so that it can be compared with its log. */
export interface ProxyVerdict {
  readonly allow: boolean;
  readonly rule: 'Allow: Default' | 'Allow: User Configured' | 'Deny: Not Global Unicast' | 'Deny: Private Range' | 'Deny: User Configured' | 'Not Started';
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = readonly [Address, number];

/** Reads the options as the proxy's command line does: split at blanks, `--flag=value` or `--flag value`. */
export function parseProxyOptions(text: string): ProxyOptions {
  const words = text.split(/\s+/).filter((w) => w !== '');
  const tokens: ProxyToken[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    const match = /^--?([a-z-]+)(?:=(.*))?$/.exec(word);
    const flag = proxyRuleFlags.find((f) => f === match?.[1]);
    if (!flag) {
      tokens.push({ kind: 'other', written: word });
      continue;
    }
    const inline = match?.[2];
    const value = inline ?? words[i + 1] ?? '';
    if (inline === undefined) i += 1;
    tokens.push({ kind: 'rule', rule: { flag, value }, written: inline === undefined ? `${word} ${value}`.trim() : word });
  }
  return {
    tokens,
    allowsPrivateRanges: tokens.some((t) => t.kind === 'other' && /^--?unsafe-allow-private-ranges(=true)?$/.test(t.written)),
    faults: tokens.flatMap((t) => (t.kind === 'rule' && !isReadable(t.rule) ? [t.written] : [])),
  };
}

/** The options as text again; what was not changed reads as it was written. */
export function formatProxyOptions(options: Pick<ProxyOptions, 'tokens'>): string {
  return options.tokens.map((t) => t.written).join(' ');
}

/** The rules alone, in order. */
export function proxyRules(options: ProxyOptions): ProxyRule[] {
  return options.tokens.flatMap((t) => (t.kind === 'rule' ? [t.rule] : []));
}

/** The options with one rule more, at the end; unchanged where it is there already. Everything else, known or not, stays as written. */
export function withProxyRule(options: ProxyOptions, rule: ProxyRule): ProxyOptions {
  if (proxyRules(options).some((r) => r.flag === rule.flag && r.value === rule.value)) return options;
  return parseProxyOptions(`${formatProxyOptions(options)} --${rule.flag}=${rule.value}`.trim());
}

/** The options without a rule. */
export function withoutProxyRule(options: ProxyOptions, rule: ProxyRule): ProxyOptions {
  const kept = options.tokens.filter((t) => t.kind !== 'rule' || t.rule.flag !== rule.flag || t.rule.value !== rule.value);
  return parseProxyOptions(formatProxyOptions({ tokens: kept }));
}

/**
 * What the proxy decides for a resolved address. Allow rules win over everything, also over deny rules and for loopback and link-local; then
 * what is no global unicast address is refused, then deny rules, then private ranges. Undefined for a text that is no address.
 */
export function decideEgress(options: ProxyOptions, address: string, port: number): ProxyVerdict | undefined {
  const target = readAddress(address);
  if (!target) return undefined;
  if (options.faults.length > 0) return { allow: false, rule: 'Not Started' };
  const rules = proxyRules(options);
  const hit = (flags: readonly ProxyRuleFlag[]) => rules.some((r) => flags.includes(r.flag) && ruleCovers(r, target, port));
  if (hit(['allow-range', 'allow-address'])) return { allow: true, rule: 'Allow: User Configured' };
  if (!isGlobalUnicast(target)) return { allow: false, rule: 'Deny: Not Global Unicast' };
  if (hit(['deny-range', 'deny-address'])) return { allow: false, rule: 'Deny: User Configured' };
  if (isPrivate(target) && !options.allowsPrivateRanges) return { allow: false, rule: 'Deny: Private Range' };
  return { allow: true, rule: 'Allow: Default' };
}

/** Whether a range (`10.43.0.0/16`) or an address with optional port (`10.43.39.217:80`) covers an address. False for what cannot be read. */
export function coversAddress(rule: ProxyRule, address: string, port?: number): boolean {
  const target = readAddress(address);
  return target !== undefined && ruleCovers(rule, target, port);
}

/** Length of a range's prefix and of its address family; undefined for what is no range. */
export function prefixOf(range: string): { readonly bits: number; readonly of: 32 | 128 } | undefined {
  const read = readRange(range);
  return read ? { bits: read[1], of: read[0].kind() === 'ipv4' ? 32 : 128 } : undefined;
}

/** True for RFC 1918 and fc00::/7 addresses: what the proxy refuses unless it is told otherwise. */
export function isPrivateAddress(address: string): boolean {
  const target = readAddress(address);
  return target !== undefined && isPrivate(target);
}

/** True for a textual IP address, without port or brackets. */
export function isIpAddress(text: string): boolean {
  return readAddress(text) !== undefined;
}

function ruleCovers(rule: ProxyRule, target: Address, port: number | undefined): boolean {
  if (rule.flag.endsWith('-range')) {
    const range = readRange(rule.value);
    return range !== undefined && range[0].kind() === target.kind() && target.match(range[0] as never, range[1]);
  }
  const { host, port: onlyPort } = splitPort(rule.value);
  const address = readAddress(host);
  return address !== undefined && address.toString() === target.toString() && (onlyPort === undefined || port === undefined || onlyPort === port);
}

function isReadable(rule: ProxyRule): boolean {
  if (rule.flag.endsWith('-range')) return readRange(rule.value) !== undefined;
  const { host, port } = splitPort(rule.value);
  return readAddress(host) !== undefined && (port === undefined || (port > 0 && port < 65_536));
}

/** `10.0.0.1:80`, `[fd00::1]:80`, and both without port. */
function splitPort(value: string): { host: string; port: number | undefined } {
  const match = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(value);
  if (!match) return { host: value, port: undefined };
  return { host: match[1] ?? match[2] ?? '', port: match[3] === undefined ? undefined : Number(match[3]) };
}

/** IPv4 inside IPv6 counts as the IPv4 address it is. Shorthand such as `10.1` or `0x0a000001`, which the proxy would not take, is none. */
function readAddress(text: string): Address | undefined {
  if (!ipaddr.IPv4.isValidFourPartDecimal(text) && !(text.includes(':') && ipaddr.IPv6.isValid(text))) return undefined;
  return ipaddr.process(text);
}

function readRange(text: string): Range | undefined {
  const [host = '', bits = '', rest] = text.split('/');
  const address = readAddress(host);
  if (!address || rest !== undefined || !/^\d{1,3}$/.test(bits)) return undefined;
  const length = Number(bits);
  return length <= (address.kind() === 'ipv4' ? 32 : 128) ? [address, length] : undefined;
}

function isGlobalUnicast(address: Address): boolean {
  return !['unspecified', 'loopback', 'multicast', 'linkLocal', 'broadcast'].includes(address.range());
}

function isPrivate(address: Address): boolean {
  return address.range() === 'private' || address.range() === 'uniqueLocal';
}
