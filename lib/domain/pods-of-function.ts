import type { FunctionFact } from '@/lib/domain/facts/models';
import type { PodFact } from '@/lib/domain/facts/pod';
import { sortedBy } from '@/lib/domain/sorted-by';

/** What Nuclio writes on whatever it makes for a function. */
export const FUNCTION_LABEL = 'nuclio.io/function-name';

const byFunction = sortedBy((pod: PodFact) => {
  const name = pod.labels[FUNCTION_LABEL];
  return name === undefined ? undefined : `${pod.namespace}/${name}`;
});

/** All pods that carry the function's label, whatever their state. */
export function podsOfFunction(fn: Pick<FunctionFact, 'namespace' | 'name'>, pods: readonly PodFact[]): readonly PodFact[] {
  return byFunction(pods).get(`${fn.namespace}/${fn.name}`) ?? [];
}
