import { editedDeployments } from './edited-deployment';

/** Both probes on the wrong port: the kubelet restarts the UI again and again. */
export const frontendRestarting = editedDeployments({
  id: 'frontend-restarting',
  title: 'Both probes of the UI ask port 80; the kubelet keeps restarting it',
  expects: ['probe-failing'],
  mayAlsoShow: ['rollout-stuck', 'pod-crash-loop'],
  names: ['cvat-frontend'],
  edit(template) {
    const [container] = template.spec.containers;
    container.readinessProbe.tcpSocket.port = 80;
    container.livenessProbe.tcpSocket.port = 80;
  },
});
