import { editedDeployments } from './edited-deployment';

const IMAGE = 'docker.io/team/cvat-server:v2.46.1';

/** A worker was pointed to a copy that the registry does not have. */
export const imagePullFailure = editedDeployments({
  id: 'image-pull-failure',
  title: 'The export worker asks for an image that the registry does not have',
  expects: ['image-pull-failure'],
  mayAlsoShow: ['rollout-stuck'],
  names: ['cvat-backend-worker-export'],
  before: (world) => world.pullFailures.set(IMAGE, `failed to pull and unpack image "${IMAGE}": failed to resolve reference "${IMAGE}": ${IMAGE}: not found`),
  after: (world) => world.pullFailures.delete(IMAGE),
  edit(template) {
    template.spec.containers[0].image = IMAGE;
  },
});
