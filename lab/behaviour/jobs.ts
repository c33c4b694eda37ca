import { secondsIso } from '../world/object-meta';
import type { LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { condition, setCondition } from './conditions';
import { JOB } from './kinds';
import { createPod, deletePod, isActive, nameSuffix, podsOf } from './pods';
import { type Again, keyOfSelfOrOwner, startReconciler } from './reconciler';

/** Runs one pod to its end; a failed one is repeated up to backoffLimit, and activeDeadlineSeconds ends it all. */
export function startJobs(world: LabWorld): void {
  const { store } = world;

  /** Past its deadline a Job ends without its pods: they are removed, and their logs with them. */
  function endLate(job: LabObject) {
    const { namespace, name } = job.metadata;
    for (const pod of podsOf(world, job).filter(isActive)) deletePod(world, pod);
    const change = (draft: LabObject) => {
      draft.status = { startTime: job.status?.startTime, failed: 1 };
      setCondition(
        draft,
        { type: 'Failed', status: 'True', reason: 'DeadlineExceeded', message: 'Job was active longer than specified deadline' },
        world.clock.now(),
      );
    };
    store.change(JOB, namespace, name, 'kube-controller-manager', change, 'status');
  }

  const again: Again = startReconciler(world, {
    name: 'job',
    delayMs: 25,
    keysOf: (event) => keyOfSelfOrOwner(event, JOB),
    reconcile(namespace, name) {
      const job = store.get(JOB, namespace, name);
      if (!job || condition(job, 'Complete') || condition(job, 'Failed')) return;
      const { activeDeadlineSeconds } = job.spec;
      const began = Date.parse(job.status?.startTime ?? secondsIso(world.clock.now()));
      const leftMs = activeDeadlineSeconds === undefined ? undefined : began + activeDeadlineSeconds * 1000 - world.clock.now();
      if (leftMs !== undefined && leftMs <= 0) return endLate(job);
      const pods = podsOf(world, job);
      const count = (phase: string) => pods.filter((pod) => pod.status?.phase === phase).length;
      const succeeded = count('Succeeded');
      const failed = count('Failed');
      const exhausted = failed > (job.spec.backoffLimit ?? 6);
      if (succeeded === 0 && !exhausted && !pods.some(isActive)) {
        const labels = { 'job-name': name, 'batch.kubernetes.io/job-name': name, 'controller-uid': job.metadata.uid as string };
        const pod = createPod(world, { owner: job, template: job.spec.template, name: `${name}-${nameSuffix(world)}`, labels });
        world.event({
          namespace,
          kind: 'Job',
          name,
          type: 'Normal',
          reason: 'SuccessfulCreate',
          message: `Created pod: ${pod.metadata.name}`,
          component: 'job-controller',
        });
      }
      const now = world.clock.now();
      store.change(
        JOB,
        namespace,
        name,
        'kube-controller-manager',
        (draft) => {
          const active = podsOf(world, job).filter(isActive).length;
          draft.status = {
            ...draft.status,
            startTime: draft.status?.startTime ?? secondsIso(now),
            ...(succeeded ? { succeeded } : {}),
            ...(failed ? { failed } : {}),
          };
          if (active > 0) draft.status.active = active;
          else delete draft.status.active;
          if (succeeded > 0) {
            draft.status.completionTime = secondsIso(now);
            setCondition(draft, { type: 'Complete', status: 'True', reason: 'CompletionsReached', message: 'Reached expected number of succeeded pods' }, now);
          } else if (exhausted) {
            setCondition(
              draft,
              { type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded', message: 'Job has reached the specified backoff limit' },
              now,
            );
          }
        },
        'status',
      );
      if (leftMs !== undefined) again(namespace, name, leftMs);
    },
  });
}
