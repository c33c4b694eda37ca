import { CONFIG_MAP, POD } from '../behaviour/kinds';
import { deletePod } from '../behaviour/pods';
import { podsWith } from './pod-fault';
import { restore } from './restore';
import type { Scenario } from './scenario';

const LABELS = { 'app.kubernetes.io/name': 'vector' };

/** The chart was checked out without its symbolic links: Vector's ConfigMap came out empty. */
export const vectorConfigEmpty: Scenario = {
  id: 'vector-config-empty',
  title: 'Vector has an empty configuration and crashes: No sources defined',
  expects: ['pod-crash-loop'],
  mayAlsoShow: ['rollout-stuck'],
  on(world) {
    world.store.change(CONFIG_MAP, world.namespace, 'cvat-vector-config', 'helm', (draft) => {
      draft.data = {};
    });
    for (const pod of podsWith(world, LABELS)) deletePod(world, pod, 'kubectl');
  },
  off(world) {
    restore(world, CONFIG_MAP, world.namespace, 'cvat-vector-config');
    for (const pod of podsWith(world, LABELS)) if (world.store.get(POD, world.namespace, pod.metadata.name)) deletePod(world, pod, 'kubectl');
  },
};
