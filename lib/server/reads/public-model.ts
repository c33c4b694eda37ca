import 'server-only';
import type { ModelRow } from '@/lib/domain/rows/topics';
import { say } from '@/lib/domain/text';

/** Field by field: what is not named here does not leave. */
export function publicModel(row: ModelRow, place: number): ModelRow {
  const { name, kind, state, since, compute, provenAt, typicalSeconds, usualSeconds, labels, instead, reason } = row;
  return {
    id: `model-${place + 1}`,
    ...{ name, kind, state, compute, labels },
    ...(since ? { since } : {}),
    ...(provenAt ? { provenAt } : {}),
    ...(typicalSeconds === undefined ? {} : { typicalSeconds }),
    ...(usualSeconds === undefined ? {} : { usualSeconds }),
    ...(instead ? { instead } : {}),
    ...(reason ? { reason } : {}),
    ...(row.work ? { work: say('models.work.running', { actor: 'Loupe' }) } : {}),
  };
}
