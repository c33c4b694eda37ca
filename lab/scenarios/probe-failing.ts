import { editedDeployments } from './edited-deployment';

/** The UI's image listens on 8000; somebody followed an old guide and set the probe to 80. */
export const probeFailing = editedDeployments({
  id: 'probe-failing',
  title: 'The UI is asked on port 80, where nobody listens; it never becomes ready',
  expects: ['probe-failing'],
  mayAlsoShow: ['rollout-stuck'],
  names: ['cvat-frontend'],
  edit(template) {
    template.spec.containers[0].readinessProbe.tcpSocket.port = 80;
  },
});
