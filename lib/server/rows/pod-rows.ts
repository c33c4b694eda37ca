import 'server-only';
import type { PodFact } from '@/lib/domain/facts/pod';
import { keepOnce } from '@/lib/domain/keep-once';
import { podRestarts, podState } from '@/lib/domain/pod-state';
import type { PodRow } from '@/lib/domain/rows/topics';
import type { FindingIndex } from '@/lib/server/rows/finding-index';

/** One pod as a row. Made per changed pod, so that ten thousand cost nothing while they rest. */
export function podRow(pod: PodFact, findings: FindingIndex): PodRow {
  const { namespace, name } = pod;
  const state = podState(pod);
  const restarts = podRestarts(pod);
  const main = pod.containers.filter((c) => !c.init);
  const owner = pod.workload ?? pod.owner;
  const finding = findings.of({ kind: 'Pod', namespace, name }, ...(owner ? [{ ...owner, namespace }] : []));
  return {
    id: `${namespace}/${name}`,
    namespace,
    name,
    workload: owner?.name ?? name,
    workloadKind: owner?.kind ?? 'Pod',
    ...(pod.node ? { node: pod.node } : {}),
    state: state.word,
    tone: state.tone,
    ...(state.message ? { message: state.message } : {}),
    ready: keepOnce(`${main.filter((c) => c.ready).length}/${main.length}`),
    restarts: restarts.count,
    ...(restarts.lastAt ? { lastRestartAt: restarts.lastAt } : {}),
    createdAt: pod.createdAt,
    containers: keepOnce(pod.containers.map((c) => ({ name: c.name, image: c.image, init: c.init, hasPrevious: c.restarts > 0 || c.lastState !== undefined }))),
    ...(finding && state.tone !== 'ok' ? { findingId: finding.id } : {}),
  };
}
