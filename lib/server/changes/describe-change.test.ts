import { describe, expect, it } from 'vitest';
import type { NodeFact } from '@/lib/domain/facts/cluster';
import { describeClaim, describeFunction, describeNode, describePod, describeWorkload } from '@/lib/server/changes/describe-change';
import { aClaim, aContainer, aFunction, aPod, aWorkload } from '@/lib/server/rows/sample-facts';

const image = (tag: string) => ({ ...aWorkload('a').template, containers: [{ ...aContainer(), image: `cvat/server:${tag}` }] });

describe('what changed', () => {
  it('of a workload is its specification, and who wrote it', () => {
    const before = aWorkload('web', { template: image('v1') });
    expect(describeWorkload(before, { ...before, ready: 0 })).toBeUndefined();
    expect(describeWorkload(before, { ...before, generation: 2, desired: 3 })).toMatchObject({ text: { params: { from: 1, to: 3 } }, by: 'helm' });
    expect(describeWorkload(before, { ...before, generation: 2, template: image('v2') })?.text).toEqual({
      key: 'changes.workload.image',
      params: { value: 'cvat/server:v2' },
    });
    const withClass = { ...before, template: { ...before.template, runtimeClass: 'nvidia' } };
    expect(describeWorkload(withClass, { ...before, generation: 2 })?.text.key).toBe('changes.workload.runtime-class-gone');
    expect(describeWorkload(before, undefined)).toMatchObject({ tone: 'warn' });
  });

  it('of a claim is its size', () => {
    expect(describeClaim(aClaim('a'), aClaim('a', { requested: '120Gi' }))?.text).toEqual({ key: 'changes.claim.asked', params: { value: '120Gi' } });
    expect(describeClaim(aClaim('a'), aClaim('a', { capacity: '120Gi' }))).toMatchObject({ tone: 'ok' });
    expect(describeClaim(aClaim('a'), aClaim('a'))).toBeUndefined();
  });

  it('of a function is its state', () => {
    expect(describeFunction(aFunction('f'), aFunction('f', { state: 'error' }))).toMatchObject({ tone: 'bad', text: { params: { value: 'error' } } });
    expect(describeFunction(aFunction('f'), aFunction('f'))).toBeUndefined();
  });

  it('of a node is whether it is ready and what it offers', () => {
    const node = (ready: string, gpus?: string) =>
      ({
        conditions: [{ type: 'Ready', status: ready, reason: 'KubeletStopped' }],
        allocatable: gpus ? { 'nvidia.com/gpu': gpus } : {},
      }) as unknown as NodeFact;
    expect(describeNode(node('True'), node('Unknown'))).toMatchObject({ tone: 'bad' });
    expect(describeNode(node('False'), node('True'))).toMatchObject({ tone: 'ok' });
    expect(describeNode(node('True', '4'), node('True', '0'))).toMatchObject({ tone: 'bad', text: { params: { from: '4', to: '0' } } });
  });

  it('of a pod is that it turned bad, once', () => {
    const bad = aPod('a', {}, aContainer({ ready: false, state: { kind: 'waiting', reason: 'CrashLoopBackOff' } }));
    expect(describePod(aPod('a'), bad)?.text.params).toEqual({ value: 'CrashLoopBackOff' });
    expect(describePod(bad, bad)).toBeUndefined();
    expect(describePod(bad, undefined)).toBeUndefined();
  });
});
