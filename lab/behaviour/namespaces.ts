import { API_RESOURCES } from '../kubernetes/api-resources';
import type { LabWorld } from '../world/world';

const KINDS = [...new Set(API_RESOURCES.filter(({ namespaced, verbs }) => namespaced && verbs.includes('delete')).map(({ stored }) => stored))];

/** What stood in a namespace goes with it, so fast that nobody sees it terminating. */
export function startNamespaces(world: LabWorld): void {
  const { store } = world;
  world.watch(({ type, object }) => {
    if (type !== 'DELETED' || object.kind !== 'Namespace') return;
    for (const kind of KINDS) {
      for (const { metadata } of store.list(kind, object.metadata.name)) store.remove(kind, metadata.namespace, metadata.name);
    }
  });
}
