import { writeProxyDecisions } from '../behaviour/log-chatter';
import { BACKEND_DEPLOYMENTS } from '../world/identity';
import { editedDeployments } from './edited-deployment';
import { setEnv } from './restore';

const NEW_PODS_MS = 8_000;

/** The proxy's options are gone, so it refuses every private address: CVAT cannot reach its object storage. */
export const proxyDenial = editedDeployments({
  id: 'proxy-denial',
  title: 'The egress proxy refuses CVAT’s way to its object storage',
  expects: ['proxy-denial'],
  mayAlsoShow: ['cloud-storage-unreachable', 'live-fix-unsaved'],
  names: BACKEND_DEPLOYMENTS,
  before: (world) => void world.timers.after(NEW_PODS_MS, () => writeProxyDecisions(world)),
  edit: (template) => setEnv(template, 'cvat-backend', 'SMOKESCREEN_OPTS', ''),
});
