import { coversAddress, type ProxyRule, prefixOf } from '@/lib/domain/smokescreen';
import type { SnapshotData } from '@/lib/domain/snapshot';

/** What an address given by a user must never reach. */
export type Reach = 'api-server' | 'node' | 'metadata' | 'loopback' | 'wide';

/** Cloud providers and K3s' agents answer here without asking who it is. */
const METADATA = ['169.254.169.254', 'fd00:ec2::254'];
const LOOPBACK = ['127.0.0.1', '::1'];

/** A range this wide cannot be meant for a storage: 65,536 addresses. */
const WIDEST_V4 = 16;
const WIDEST_V6 = 64;

/** What an allow rule opens besides a storage, worst first. Empty for deny rules and for rules that open nothing of the kind. */
export function reachOf(rule: ProxyRule, network: SnapshotData['network'] | undefined): { readonly reach: Reach; readonly address: string }[] {
  if (!rule.flag.startsWith('allow')) return [];
  const hits = (reach: Reach, addresses: readonly string[]) =>
    addresses.filter((address) => coversAddress(rule, address)).map((address) => ({ reach, address }));
  return [
    ...hits('api-server', network?.apiServerAddresses ?? []),
    ...hits('metadata', METADATA),
    ...hits('loopback', LOOPBACK),
    // A node may well be where a storage is published; a whole range of them is not one storage.
    ...(rule.flag === 'allow-range'
      ? hits(
          'node',
          (network?.nodeAddresses ?? []).filter((a) => !LOOPBACK.includes(a)),
        )
      : []),
    ...(isWide(rule) ? [{ reach: 'wide' as const, address: rule.value }] : []),
  ];
}

/** True for an address that a proxy does well to refuse. */
export function isSensitive(address: string, network: SnapshotData['network'] | undefined): boolean {
  const single: ProxyRule = { flag: 'allow-range', value: `${address}/${address.includes(':') ? 128 : 32}` };
  if (reachOf(single, network).length > 0) return true;
  return coversAddress({ flag: 'allow-range', value: '127.0.0.0/8' }, address) || coversAddress({ flag: 'allow-range', value: '169.254.0.0/16' }, address);
}

function isWide(rule: ProxyRule): boolean {
  const prefix = rule.flag === 'allow-range' ? prefixOf(rule.value) : undefined;
  return prefix !== undefined && prefix.bits < (prefix.of === 32 ? WIDEST_V4 : WIDEST_V6);
}
