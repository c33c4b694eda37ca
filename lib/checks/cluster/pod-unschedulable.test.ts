import { describe, expect, it } from 'vitest';
import { podUnschedulable as check } from '@/lib/checks/cluster/pod-unschedulable';
import { condition, node, pod } from '@/lib/checks/shared/fixtures/cluster-facts';
import { judge, minutesAgo, onlyFinding } from '@/lib/checks/shared/fixtures/judge';
import { modelPod } from '@/lib/checks/shared/fixtures/model-facts';
import { sentence } from '@/lib/checks/shared/fixtures/spoken';

const pending = (message: string, at = minutesAgo(3)) => {
  const { node: _, ...rest } = modelPod({
    name: 'nuclio-waits',
    phase: 'Pending',
    conditions: [condition('PodScheduled', 'False', { reason: 'Unschedulable', message, lastTransitionAt: at })],
  });
  return rest;
};
const gpu =
  "0/2 nodes are available: 1 Insufficient nvidia.com/gpu, 1 node(s) didn't match Pod's node affinity/selector. preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.";

describe('pod-unschedulable', () => {
  it('reports a pod that waits for a GPU and who holds it', () => {
    const finding = onlyFinding(check, { pods: [pending(gpu), modelPod()], nodes: [node()] });
    expect(sentence(finding.title)).toMatch(/waits for a free GPU$/);
    expect(sentence(finding.summary)).toContain('nvidia.com/gpu: 1, and 1 pod holds what there is');
    expect(finding.evidence.map((e) => e.observed)).toEqual([
      gpu,
      '1: Insufficient nvidia.com/gpu',
      "1: node(s) didn't match Pod's node affinity/selector",
      'polydev-desktop: nvidia.com/gpu 1 of 1',
      `${modelPod().name}: 1 on polydev-desktop`,
    ]);
    expect(finding.since).toBe(minutesAgo(3));
  });

  it.each([
    ['0/1 nodes are available: 1 node(s) had untolerated taint {nvidia.com/gpu: present, and, more}.', 'taint'],
    ['0/1 nodes are available: 1 node(s) had untolerated taint {node.kubernetes.io/disk-pressure: }.', 'disk-pressure'],
    ['0/2 nodes are available: 2 Insufficient memory.', 'memory'],
    ['0/2 nodes are available: 1 Insufficient cpu, 1 node(s) were unschedulable.', 'cpu'],
    ['0/2 nodes are available: 2 node(s) had volume node affinity conflict.', 'volume'],
    ['0/2 nodes are available: pod has unbound immediate PersistentVolumeClaims.', 'volume'],
    ['0/1 nodes are available: 1 Too many pods.', 'pods'],
    ["0/1 nodes are available: 1 node(s) didn't have free ports for the requested pod ports.", 'ports'],
    ['0/1 nodes are available: 1 node(s) were unschedulable.', 'cordoned'],
    ['words of another scheduler', 'other'],
  ])('reads "%s" as %s', (message, cause) => {
    expect(onlyFinding(check, { pods: [pending(message)] }).hints?.cause).toBe(cause);
  });

  it('folds under the node whose disk is full', () => {
    const full = node({ taints: [{ key: 'node.kubernetes.io/disk-pressure', effect: 'NoSchedule' }] });
    const finding = onlyFinding(check, {
      pods: [pending('0/1 nodes are available: 1 node(s) had untolerated taint {node.kubernetes.io/disk-pressure: }.')],
      nodes: [full],
    });
    expect(finding.causedBy).toMatchObject({ checkId: 'node-disk-pressure', subject: { kind: 'Node', name: 'polydev-desktop' } });
  });

  it('is silent on scheduled pods, on a pod that has waited a moment, and on one that is held back on purpose', () => {
    expect(judge(check, { pods: [pod()] }).kind).toBe('ok');
    expect(judge(check, { pods: [pending(gpu, minutesAgo(0.2))] }).kind).toBe('ok');
    expect(judge(check, { pods: [pod({ conditions: [condition('PodScheduled', 'False', { reason: 'SchedulingGated' })] })] }).kind).toBe('ok');
  });
});
