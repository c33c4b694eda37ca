import { DEPLOYMENT } from '../behaviour/kinds';
import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';

const REVISION = 'deployment.kubernetes.io/revision';

/** Who undoes a scenario, in the objects' managedFields. */
const MANAGER = 'kubectl-edit';

/** Gives an object the healthy installation's spec, labels and annotations back; its status stays the controllers'. Puts it back when it is gone. */
export function restore(world: LabWorld, kind: string, namespace: string | undefined, name: string): void {
  const healthy = world.healthy(kind, namespace, name);
  if (!healthy) return void world.store.remove(kind, namespace, name);
  if (!world.store.get(kind, namespace, name)) {
    const { uid: _uid, resourceVersion: _version, managedFields: _fields, ...metadata } = healthy.metadata;
    world.store.put({ ...structuredClone(healthy), metadata: structuredClone(metadata) }, MANAGER);
    return;
  }
  world.store.change(kind, namespace, name, MANAGER, (draft) => {
    const { metadata, status: _status, apiVersion: _api, kind: _kind, ...rest } = structuredClone(healthy);
    Object.assign(draft, rest);
    draft.metadata.labels = metadata.labels ?? {};
    draft.metadata.annotations = {
      ...metadata.annotations,
      ...(draft.metadata.annotations?.[REVISION] ? { [REVISION]: draft.metadata.annotations[REVISION] } : {}),
    };
  });
}

/** Changes a Deployment's pod template, as `kubectl edit` would. */
export function editTemplate(
  world: LabWorld,
  name: string,
  edit: (template: LabObject['template'], spec: LabObject['spec']) => void,
  manager = 'kubectl-edit',
): void {
  world.store.change(DEPLOYMENT, world.namespace, name, manager, (draft) => edit(draft.spec.template, draft.spec));
}

/** Sets a variable of a container, or adds it. */
export function setEnv(template: LabObject['template'], container: string, name: string, value: string): void {
  const found = template.spec.containers.find((candidate: LabObject) => candidate.name === container);
  const entry = found?.env?.find((candidate: LabObject) => candidate.name === name);
  if (entry) entry.value = value;
  else found?.env?.push({ name, value });
}
