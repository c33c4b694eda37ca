import { editedDeployments } from './edited-deployment';

/** An image of one's own, whose user is a name: the kubelet cannot tell that it is not root. */
export const podConfigError = editedDeployments({
  id: 'pod-config-error',
  title: 'The import worker got an image whose user is a name; its container cannot be created',
  expects: ['pod-config-error'],
  mayAlsoShow: ['rollout-stuck'],
  names: ['cvat-backend-worker-import'],
  edit(template) {
    template.spec.containers[0].image = 'registry.test/team/cvat-server:v2.46.1';
  },
});
