import { AppError } from '@/lib/domain/errors';
import type { Part } from '@/lib/domain/part';

/** The data of a part a plan cannot do without. Throws the reason it is unknown: no plan is made on a guess. */
export function knownPart<T>(part: Part<T>): T {
  if (part.status === 'known') return part.data;
  throw new AppError(part.reason, part.missingRight === undefined ? {} : { params: { right: part.missingRight, reason: '' } });
}
