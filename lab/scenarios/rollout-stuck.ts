import { condition } from '../behaviour/conditions';
import { DEPLOYMENT } from '../behaviour/kinds';
import { secondsIso } from '../world/object-meta';
import { editTemplate, restore } from './restore';
import type { Scenario } from './scenario';

const NAME = 'cvat-backend-worker-utils';
/** The rollout began so long ago that its deadline of ten minutes is over. */
const BEGAN_MS = 11 * 60_000;
const SETTLE_MS = 2_500;

/** An init container waits for a Service that does not exist: the new pod never gets past it. */
export const rolloutStuck: Scenario = {
  id: 'rollout-stuck',
  title: 'The utils worker was changed to wait for a Service that does not exist',
  expects: ['rollout-stuck'],
  on(world) {
    editTemplate(world, NAME, (template) => {
      template.spec.initContainers.push({
        name: 'wait-for-migrations',
        image: 'busybox',
        command: ['sh', '-c', 'until nc -z cvat-migrations 8080; do sleep 2; done'],
      });
    });
    world.timers.after(SETTLE_MS, () => {
      world.store.change(
        DEPLOYMENT,
        world.namespace,
        NAME,
        'kube-controller-manager',
        (draft) => {
          const progressing = condition(draft, 'Progressing');
          if (progressing?.reason === 'ReplicaSetUpdated') progressing.lastUpdateTime = secondsIso(world.clock.now() - BEGAN_MS);
        },
        'status',
      );
    });
  },
  off(world) {
    restore(world, DEPLOYMENT, world.namespace, NAME);
  },
};
