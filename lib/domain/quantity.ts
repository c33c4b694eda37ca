import { AppError } from '@/lib/domain/errors';

const GRAMMAR = /^([+-]?)(\d+)?(?:\.(\d*))?(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E|[eE][+-]?\d{1,2})?$/;
const BINARY = { Ki: 10n, Mi: 20n, Gi: 30n, Ti: 40n, Pi: 50n, Ei: 60n } as const;
const DECIMAL = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 } as const;

/**
 * A Kubernetes quantity in bytes (or whole units), exactly, rounded up as the API server does. Throws `invalid-quantity` for anything the
 * API server would refuse and for negative values, which no field we use accepts. The stock client's parser takes `0x10Gi`, ` 5Gi` and
 * an empty text, and refuses `1.5Gi`.
 */
export function parseQuantity(text: string): bigint {
  const match = GRAMMAR.exec(text);
  const [, sign, whole = '', fraction = '', suffix = ''] = match ?? [];
  if (!match || sign === '-' || (whole === '' && fraction === '')) throw new AppError('invalid-quantity', { params: { value: text.slice(0, 40) } });
  const digits = BigInt(whole + fraction || '0');
  const scale = fraction.length;
  if (suffix in BINARY) return ceilDivide(digits << BINARY[suffix as keyof typeof BINARY], 10n ** BigInt(scale));
  const exponent = (suffix in DECIMAL ? DECIMAL[suffix as keyof typeof DECIMAL] : suffix ? Number(suffix.slice(1)) : 0) - scale;
  return exponent >= 0 ? digits * 10n ** BigInt(exponent) : ceilDivide(digits, 10n ** BigInt(-exponent));
}

/** Like parseQuantity, but undefined for an unreadable text: for values that come from the cluster. */
export function readQuantity(text: string | undefined): bigint | undefined {
  if (text === undefined) return undefined;
  try {
    return parseQuantity(text);
  } catch {
    return undefined;
  }
}

function ceilDivide(a: bigint, b: bigint): bigint {
  return (a + b - 1n) / b;
}
