import type { ChainFault } from '@/lib/audit/chain';

/** How the first row that does not hold differs, in words. */
export const chainFaults: Record<ChainFault, string> = {
  missing: 'is missing: a row was taken out, or the ledger is empty',
  changed: 'was changed after it was written',
  'out-of-order': 'does not follow the row before it',
  'no-genesis': 'is not the ledger’s own beginning',
  unreadable: 'holds what no entry can hold',
  'cut-short': 'is missing: the end was cut off',
};
