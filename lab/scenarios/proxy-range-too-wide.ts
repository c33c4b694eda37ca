import { BACKEND_DEPLOYMENTS } from '../world/identity';
import { editedDeployments } from './edited-deployment';
import { setEnv } from './restore';

/** The quick fix of many guides: all of the cluster's Services, the API server among them, are open to addresses people type into CVAT. */
export const proxyRangeTooWide = editedDeployments({
  id: 'proxy-range-too-wide',
  title: 'The egress proxy lets through every Service of the cluster',
  expects: ['proxy-range-too-wide'],
  mayAlsoShow: ['live-fix-unsaved'],
  names: BACKEND_DEPLOYMENTS,
  edit: (template) => setEnv(template, 'cvat-backend', 'SMOKESCREEN_OPTS', '--allow-range=10.43.0.0/16'),
});
