/** What a sum needs of a claim. */
interface Summand {
  readonly capacityBytes?: number | undefined;
  readonly requestedBytes: number;
  readonly disk?: { readonly id: string } | undefined;
}

/** Room of all claims together, bytes: a disk that several of them lie on counts once. What was not measured counts as what was asked for. */
export function claimTotal(claims: readonly Summand[]): number {
  const counted = new Set<string>();
  let total = 0;
  for (const { capacityBytes, requestedBytes, disk } of claims) {
    if (disk && counted.has(disk.id)) continue;
    if (disk) counted.add(disk.id);
    total += capacityBytes ?? requestedBytes;
  }
  return total;
}
