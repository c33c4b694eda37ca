import { describe, expect, it } from 'vitest';
import {
  coversAddress,
  decideEgress,
  formatProxyOptions,
  isIpAddress,
  isPrivateAddress,
  parseProxyOptions,
  prefixOf,
  proxyRules,
  withoutProxyRule,
  withProxyRule,
} from '@/lib/domain/smokescreen';

const decide = (options: string, address: string, port: number) => decideEgress(parseProxyOptions(options), address, port)?.rule;

describe('decideEgress', () => {
  it.each([
    ['', '10.43.39.217', 80, 'Deny: Private Range'],
    ['--allow-address=10.43.39.217:80', '10.43.39.217', 80, 'Allow: User Configured'],
    ['--allow-address 10.43.39.217:80', '10.43.39.217', 80, 'Allow: User Configured'],
    ['--allow-address=10.43.39.217:80', '10.43.39.217', 9000, 'Deny: Private Range'],
    ['--allow-address=10.43.39.217', '10.43.39.217', 9000, 'Allow: User Configured'],
    ['--allow-range=10.43.0.0/16 --deny-address=10.43.0.1', '10.43.0.1', 443, 'Allow: User Configured'],
    ['', '169.254.169.254', 80, 'Deny: Not Global Unicast'],
    ['--allow-range=169.254.0.0/16', '169.254.169.254', 80, 'Allow: User Configured'],
    ['--allow-range=10.0.0.0/8', '127.0.0.1', 6379, 'Deny: Not Global Unicast'],
    ['--deny-range=8.8.8.0/24', '8.8.8.8', 443, 'Deny: User Configured'],
    ['--deny-address=8.8.8.8:53', '8.8.8.8', 443, 'Allow: Default'],
    ['', '1.1.1.1', 443, 'Allow: Default'],
    ['', '100.64.0.5', 80, 'Allow: Default'],
    ['--unsafe-allow-private-ranges', '10.43.39.217', 80, 'Allow: Default'],
    ['', 'fd00::1', 80, 'Deny: Private Range'],
    ['--allow-address=[fd00::1]:80', 'fd00::1', 80, 'Allow: User Configured'],
    ['', '::ffff:10.0.0.1', 80, 'Deny: Private Range'],
    ['', '::1', 80, 'Deny: Not Global Unicast'],
  ])('with "%s" answers %s:%d with %s', (options, address, port, rule) => {
    expect(decide(options, address, port)).toBe(rule);
  });

  it('refuses everything when a rule cannot be read, because the proxy then does not start', () => {
    for (const bad of ['--allow-range=10.43.0.0/33', '--allow-range=10.43.0.0', '--allow-address=minio', '--allow-address=10.0.0.1:70000', '--allow-range']) {
      expect(decide(bad, '1.1.1.1', 443)).toBe('Not Started');
    }
  });

  it('does not judge what is no address', () => {
    for (const text of ['minio', '10.1', '0x0a000001', '']) expect(decide('', text, 80)).toBeUndefined();
  });
});

describe('parseProxyOptions', () => {
  it('keeps unknown flags and the way things were written', () => {
    const text = '--timeout=10s  --allow-address 10.43.39.217:80 --egress-acl-file /etc/acl.yaml --allow-range=10.44.0.0/24';
    const options = parseProxyOptions(text);
    expect(formatProxyOptions(options)).toBe('--timeout=10s --allow-address 10.43.39.217:80 --egress-acl-file /etc/acl.yaml --allow-range=10.44.0.0/24');
    expect(proxyRules(options)).toEqual([
      { flag: 'allow-address', value: '10.43.39.217:80' },
      { flag: 'allow-range', value: '10.44.0.0/24' },
    ]);
    expect(options.faults).toEqual([]);
  });

  it('takes empty options for none', () => {
    expect(parseProxyOptions('  ')).toEqual({ tokens: [], allowsPrivateRanges: false, faults: [] });
  });
});

describe('withProxyRule and withoutProxyRule', () => {
  const rule = { flag: 'allow-address', value: '10.43.39.217:80' } as const;

  it('adds a rule once and leaves the rest as it was', () => {
    const once = withProxyRule(parseProxyOptions('--timeout 10s'), rule);
    expect(formatProxyOptions(once)).toBe('--timeout 10s --allow-address=10.43.39.217:80');
    expect(withProxyRule(once, rule)).toBe(once);
  });

  it('takes a rule away, in either spelling', () => {
    const options = parseProxyOptions('--allow-address 10.43.39.217:80 --allow-address=10.43.39.217:80 --x');
    expect(formatProxyOptions(withoutProxyRule(options, rule))).toBe('--x');
  });
});

describe('the small questions', () => {
  it('knows what a rule covers', () => {
    expect(coversAddress({ flag: 'allow-range', value: '10.43.0.0/16' }, '10.43.0.1')).toBe(true);
    expect(coversAddress({ flag: 'allow-range', value: '10.43.0.0/16' }, 'fd00::1')).toBe(false);
    expect(coversAddress({ flag: 'allow-address', value: '10.43.0.1' }, '10.43.0.1', 443)).toBe(true);
    expect(coversAddress({ flag: 'allow-range', value: 'nonsense' }, '10.43.0.1')).toBe(false);
  });

  it('reads prefixes and addresses', () => {
    expect(prefixOf('10.43.0.0/16')).toEqual({ bits: 16, of: 32 });
    expect(prefixOf('fd00::/8')).toEqual({ bits: 8, of: 128 });
    expect(prefixOf('10.43.0.0')).toBeUndefined();
    expect([isIpAddress('10.0.0.1'), isIpAddress('minio')]).toEqual([true, false]);
    expect([isPrivateAddress('192.168.20.237'), isPrivateAddress('1.1.1.1')]).toEqual([true, false]);
  });
});
