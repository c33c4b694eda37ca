import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { CONTROLLER_REVISION } from './kinds';
import { isOwnedBy, ownerReference, templateHash } from './pods';

const MANAGER = 'kube-controller-manager';
const HASH = 'controller.kubernetes.io/hash';
const DEFAULT_HISTORY = 10;

/**
 * The revision of a StatefulSet's template as it is now, as a ControllerRevision: found by what it holds and then numbered as the newest, else
 * made. Answers its name. Revisions beyond the history limit that nothing uses go.
 */
export function currentRevision(world: LabWorld, set: LabObject): string {
  const { store } = world;
  const { namespace, name } = set.metadata;
  const hash = templateHash(set.spec.template, 9);
  const revisionName = `${name}-${hash}`;
  const own = store.list(CONTROLLER_REVISION, namespace).filter((revision) => isOwnedBy(revision, set));
  const known = own.find((revision) => revision.metadata.name === revisionName);
  const highest = Math.max(0, ...own.map(({ revision }) => revision));
  if (!known) {
    store.put(
      {
        apiVersion: 'apps/v1',
        kind: 'ControllerRevision',
        metadata: {
          name: revisionName,
          ...(namespace ? { namespace } : {}),
          labels: { ...set.spec.template.metadata?.labels, [HASH]: hash },
          ownerReferences: [ownerReference(set)],
        },
        data: { spec: { template: { $patch: 'replace', ...structuredClone(set.spec.template) } } },
        revision: highest + 1,
      },
      MANAGER,
    );
  } else if (known.revision < highest) {
    store.change(CONTROLLER_REVISION, namespace, revisionName, MANAGER, (draft) => {
      draft.revision = highest + 1;
    });
  }
  prune(world, set, own, revisionName);
  return revisionName;
}

function prune({ store }: LabWorld, set: LabObject, own: readonly LabObject[], current: string): void {
  const inUse = [current, set.status?.currentRevision, set.status?.updateRevision];
  const idle = own.filter(({ metadata }) => !inUse.includes(metadata.name)).sort((a, b) => b.revision - a.revision);
  for (const { metadata } of idle.slice(set.spec.revisionHistoryLimit ?? DEFAULT_HISTORY)) store.remove(CONTROLLER_REVISION, metadata.namespace, metadata.name);
}
