import { SERVICE } from '../behaviour/kinds';
import { BACKEND_DEPLOYMENTS } from '../world/identity';
import type { LabObject } from '../world/object-store';
import { editedDeployments } from './edited-deployment';
import { restore } from './restore';

const SERVICE_NAME = 'cvat-frontend-service';

/** Images of 2.39 under a chart made for 2.46: it runs only because the admin patched users and ports by hand. */
export const chartImageSkew = editedDeployments({
  id: 'chart-image-skew',
  title: 'Chart 0.17.1 runs with images of 2.39.0, patched by hand',
  expects: ['chart-image-skew'],
  mayAlsoShow: ['live-fix-unsaved'],
  names: [...BACKEND_DEPLOYMENTS, 'cvat-frontend'],
  before(world) {
    world.store.change(SERVICE, world.namespace, SERVICE_NAME, 'kubectl-edit', (draft) => {
      draft.spec.ports[0].targetPort = 80;
    });
  },
  after: (world) => restore(world, SERVICE, world.namespace, SERVICE_NAME),
  edit(template, _spec, name) {
    const container: LabObject = template.spec.containers[0];
    if (name !== 'cvat-frontend') {
      container.image = 'cvat/server:v2.39.0';
      container.securityContext = { runAsNonRoot: true, runAsUser: 1000 };
      return;
    }
    container.image = 'cvat/ui:v2.39.0';
    delete container.securityContext;
    container.ports = [{ containerPort: 80, protocol: 'TCP' }];
    container.readinessProbe.tcpSocket.port = 80;
    container.livenessProbe.tcpSocket.port = 80;
  },
});
