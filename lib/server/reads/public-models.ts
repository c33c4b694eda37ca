import 'server-only';
import { toIso } from '@/lib/domain/clock';
import type { ModelRow } from '@/lib/domain/rows/topics';
import { getContainer } from '@/lib/server/container';
import { publicModel } from '@/lib/server/reads/public-model';

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
