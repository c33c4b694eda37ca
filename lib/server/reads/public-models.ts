import 'server-only';
import { toIso } from '@/lib/domain/clock';
import type { ModelRow } from '@/lib/domain/rows/topics';
import { say } from '@/lib/domain/text';
import { getContainer } from '@/lib/server/container';

/** What anybody may read where the administrator allows it. */
export interface PublicModelsPage {
  readonly asOf: string;
  readonly live: boolean;
  readonly rows: readonly ModelRow[];
}

/** The models without anything of the cluster or of people: ids are places in the list, and who works on one is not named. */
export async function readPublicModels(): Promise<PublicModelsPage> {
  const { board, clock, standing } = await getContainer();
  const { state, asOf } = standing();
  return { asOf: asOf ?? toIso(clock.now()), live: state === 'live', rows: board.rows('models').map(publicModel) };
}

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
