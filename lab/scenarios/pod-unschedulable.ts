import { editedDeployments } from './edited-deployment';

/** A node selector that no node carries. */
export const podUnschedulable = editedDeployments({
  id: 'pod-unschedulable',
  title: 'The quality worker wants a node with an NVMe disk label; there is none',
  expects: ['pod-unschedulable'],
  mayAlsoShow: ['rollout-stuck'],
  names: ['cvat-backend-worker-qualityreports'],
  edit(template) {
    template.spec.nodeSelector = { disktype: 'nvme' };
  },
});
