import { describe, expect, it } from 'vitest';
import { functionUnhealthy as check } from '@/lib/checks/nuclio/function-unhealthy';
import { condition, container } from '@/lib/checks/shared/fixtures/cluster-facts';
import { judge, minutesAgo, onlyFinding } from '@/lib/checks/shared/fixtures/judge';
import { fn, modelDeployment, modelPod, YOLO } from '@/lib/checks/shared/fixtures/model-facts';
import { sentence } from '@/lib/checks/shared/fixtures/spoken';
import type { ContainerState } from '@/lib/domain/facts/pod';

const down = (minutes = 5) =>
  modelDeployment({ ready: 0, available: 0, conditions: [condition('Available', 'False', { lastTransitionAt: minutesAgo(minutes) })] });
const notReady = (state: ContainerState = { kind: 'running' }) =>
  modelPod({ conditions: [condition('Ready', 'False')], containers: [container({ name: 'nuclio', ready: false, state })] });

describe('function-unhealthy', () => {
  it('reports a model without a ready pod even while Nuclio still says ready', () => {
    const finding = onlyFinding(check, { functions: [fn()], workloads: [down()], pods: [notReady({ kind: 'waiting', reason: 'CrashLoopBackOff' })] });
    expect(sentence(finding.title)).toBe('YOLO11x does not serve');
    expect(finding.evidence.map((e) => [e.observed, e.bad ?? false])).toEqual([
      ['status.state: ready', false],
      ['1 wanted, 0 available', true],
      [`${modelPod().name}: CrashLoopBackOff`, false],
    ]);
    expect(finding.since).toBe(minutesAgo(5));
    expect(finding.causedBy?.subject).toMatchObject({ kind: 'Deployment', name: `nuclio-${YOLO}` });
  });

  it('is silent when a pod serves, even while Nuclio still says unhealthy', () => {
    expect(judge(check, { functions: [fn({ state: 'unhealthy' })], workloads: [modelDeployment()], pods: [modelPod()] }).kind).toBe('ok');
  });

  it('gives a pod that is being replaced its time, but not one that will not start', () => {
    const facts = (state?: ContainerState) => ({ functions: [fn()], workloads: [down(1)], pods: [notReady(state)] });
    expect(judge(check, facts()).kind).toBe('ok');
    expect(judge(check, facts({ kind: 'waiting', reason: 'ImagePullBackOff' })).kind).toBe('found');
  });

  it('reports a function that has lost its Deployment', () => {
    const finding = onlyFinding(check, { functions: [fn()], workloads: [], pods: [] });
    expect(finding).toMatchObject({ hints: { cause: 'no-deployment', hasImage: 'yes' } });
    expect(finding.causedBy).toBeUndefined();
    expect(finding.chain?.map((l) => l.state)).toEqual(['good', 'broken', 'follows', 'follows']);
    expect(judge(check, { functions: [fn({ createdAt: minutesAgo(1) })], workloads: [], pods: [] }).kind).toBe('ok');
  });

  it('reports a Deployment that has no pod', () => {
    expect(onlyFinding(check, { functions: [fn()], workloads: [down()], pods: [] }).hints?.cause).toBe('no-pods');
  });

  it('leaves functions alone that are off, failed, building or scaled to zero', () => {
    const states = [
      fn({ disabled: true }),
      ...['error', 'building', 'scaledToZero', 'imported', 'waitingForResourceConfiguration'].map((state) => fn({ state })),
    ];
    expect(judge(check, { functions: states, workloads: [down()], pods: [] }).kind).toBe('ok');
    expect(judge(check, { functions: [fn()], workloads: [modelDeployment({ desired: 0, available: 0 })], pods: [] }).kind).toBe('ok');
  });
});
