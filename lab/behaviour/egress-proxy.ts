interface Destination {
  readonly address: string;
  readonly port: number;
}

interface Decision {
  readonly allow: boolean;
  readonly rule: string;
}

const toNumber = (address: string) => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

function inRange(address: string, cidr: string): boolean {
  const [base = '', bits = '32'] = cidr.split('/');
  const size = 2 ** (32 - Number(bits));
  return Math.floor(toNumber(address) / size) === Math.floor(toNumber(base) / size);
}

/** Values of a repeatable flag, written `--flag=value` or `--flag value`. */
function valuesOf(options: string, flag: string): string[] {
  return [...options.matchAll(new RegExp(`--${flag}[= ]([^\\s]+)`, 'g'))].map((match) => match[1] as string);
}

const matches = (rule: string, { address, port }: Destination) => rule === address || rule === `${address}:${port}`;

/** What Smokescreen with these options decides about a resolved IPv4 address: allow rules win over everything but its own listener. */
export function decideEgress(options: string, to: Destination): Decision {
  const named = (action: string) =>
    valuesOf(options, `${action}-address`).some((rule) => matches(rule, to)) || valuesOf(options, `${action}-range`).some((cidr) => inRange(to.address, cidr));
  const first = Number(to.address.split('.')[0]);
  const local = first === 127 || first >= 224 || to.address.startsWith('169.254.');
  if (named('allow')) return { allow: true, rule: 'Allow: User Configured' };
  if (local) return { allow: false, rule: 'Deny: Not Global Unicast' };
  if (named('deny')) return { allow: false, rule: 'Deny: User Configured' };
  if (['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].some((cidr) => inRange(to.address, cidr))) return { allow: false, rule: 'Deny: Private Range' };
  return { allow: true, rule: 'Allow: Default' };
}
