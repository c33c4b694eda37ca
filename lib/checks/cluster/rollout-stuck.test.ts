import { describe, expect, it } from 'vitest';
import { rolloutStuck as check } from '@/lib/checks/cluster/rollout-stuck';
import { condition, pod, waitingPod, workload } from '@/lib/checks/shared/fixtures/cluster-facts';
import { judge, minutesAgo, onlyFinding } from '@/lib/checks/shared/fixtures/judge';
import { sentence } from '@/lib/checks/shared/fixtures/spoken';
import type { WorkloadFact } from '@/lib/domain/facts/workload';

const late = (more: Partial<WorkloadFact> = {}) =>
  workload({
    ready: 0,
    available: 0,
    revision: 7,
    writers: [{ manager: 'kubectl-set', at: minutesAgo(20) }],
    conditions: [
      condition('Progressing', 'False', {
        reason: 'ProgressDeadlineExceeded',
        message: 'ReplicaSet "x" has timed out progressing.',
        lastTransitionAt: minutesAgo(9),
      }),
    ],
    ...more,
  });
const stateful = (more: Partial<WorkloadFact> = {}) => workload({ kind: 'StatefulSet', name: 'cvat-vector', updated: 0, ready: 0, conditions: [], ...more });
const vector = (minutes: number) =>
  waitingPod('CrashLoopBackOff', '', {
    name: 'cvat-vector-0',
    workload: { kind: 'StatefulSet', name: 'cvat-vector' },
    conditions: [condition('Ready', 'False', { lastTransitionAt: minutesAgo(minutes) })],
  });

describe('rollout-stuck', () => {
  it('reports a Deployment past its deadline with the pod that holds it up and who changed it', () => {
    const finding = onlyFinding(check, { workloads: [late()], pods: [waitingPod('ImagePullBackOff', '')] });
    expect(sentence(finding.title)).toBe('cvat-backend-worker-import does not finish its rollout: 0 of 1 pod ready');
    expect(finding.evidence.map((e) => e.observed)).toEqual([
      'ReplicaSet "x" has timed out progressing.',
      '1 wanted, 1 new, 0 ready, 0 available',
      '7',
      'kubectl-set',
      'cvat-backend-worker-import-db55749f7-d6tc6: ImagePullBackOff',
    ]);
    expect(finding.since).toBe(minutesAgo(9));
    expect(finding.hints).toMatchObject({ workload: 'cvat-backend-worker-import', revision: '7' });
  });

  it('follows from whatever is found about its own pods', () => {
    expect(onlyFinding(check, { workloads: [late()], pods: [waitingPod('ImagePullBackOff', '')] }).causedBy?.subject).toMatchObject({
      kind: 'Deployment',
      name: 'cvat-backend-worker-import',
    });
    expect(onlyFinding(check, { workloads: [late()], pods: [] }).causedBy).toBeUndefined();
  });

  it('reports pods the API server refuses to create', () => {
    const refused = late({ conditions: [condition('ReplicaFailure', 'True', { reason: 'FailedCreate', message: 'exceeded quota: gpu' })] });
    expect(onlyFinding(check, { workloads: [refused], pods: [] }).evidence[0]?.observed).toBe('exceeded quota: gpu');
  });

  it('reports a StatefulSet whose pod has not become ready for ten minutes', () => {
    const finding = onlyFinding(check, { workloads: [stateful()], pods: [vector(11)] });
    expect(sentence(finding.summary)).toContain('Pod cvat-vector-0 has not become ready');
    expect(judge(check, { workloads: [stateful()], pods: [vector(9)] }).kind).toBe('ok');
    expect(judge(check, { workloads: [stateful({ updated: 1, ready: 1 })], pods: [vector(11)] }).kind).toBe('ok');
  });

  it('is silent while a rollout is on time, paused, switched off, or not yet seen by its controller', () => {
    const pods = [pod()];
    expect(judge(check, { workloads: [workload()], pods }).kind).toBe('ok');
    expect(judge(check, { workloads: [late({ conditions: [condition('Progressing', 'True', { reason: 'ReplicaSetUpdated' })] })], pods }).kind).toBe('ok');
    for (const more of [{ paused: true }, { desired: 0 }, { observedGeneration: 2 }]) expect(judge(check, { workloads: [late(more)], pods }).kind).toBe('ok');
  });
});
