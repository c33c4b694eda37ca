import { formatSize } from '@/lib/domain/format-size';
import { readQuantity } from '@/lib/domain/quantity';

const GIB = 2n ** 30n;

export type WantedSize =
  | { readonly kind: 'size'; readonly text: string; readonly bytes: bigint }
  | { readonly kind: 'refused'; readonly reason: 'noRoom' | 'notLarger' | 'tooLarge' | 'overHeadroom'; readonly params: Record<string, string> };

/**
 * The size a volume is to grow to. What a person typed, if it is larger than now, at most twice that, and within what the storage admits
 * (`limit`, bytes; undefined = it does not say); without one, half as much again in whole GiB, or as far as the limit lets it.
 */
export function wantedSize(typed: string | undefined, now: bigint, limit: bigint | undefined): WantedSize {
  const params = { now: formatSize(Number(now)), largest: formatSize(Number(largest(now, limit))) };
  const refused = (reason: Extract<WantedSize, { kind: 'refused' }>['reason']): WantedSize => ({ kind: 'refused', reason, params });
  const bytes = typed === undefined ? suggestion(now, limit) : (readQuantity(typed) ?? 0n);
  if (limit !== undefined && limit < now + GIB) return refused('noRoom');
  if (bytes <= now) return refused('notLarger');
  if (bytes > now * 2n) return refused('tooLarge');
  if (limit !== undefined && bytes > limit) return refused('overHeadroom');
  return { kind: 'size', text: typed ?? `${bytes / GIB}Gi`, bytes };
}

function largest(now: bigint, limit: bigint | undefined): bigint {
  return limit !== undefined && limit < now * 2n ? limit : now * 2n;
}

function suggestion(now: bigint, limit: bigint | undefined): bigint {
  const half = ((now * 3n) / 2n + GIB - 1n) / GIB;
  const most = largest(now, limit) / GIB;
  return (half < most ? half : most) * GIB;
}
