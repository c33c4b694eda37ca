import { describe, expect, it } from 'vitest';
import { cudaUnavailable as check } from '@/lib/checks/gpu/cuda-unavailable';
import { gpuRuntimeClassMissing } from '@/lib/checks/gpu/gpu-runtime-class-missing';
import { node, nvidiaClass } from '@/lib/checks/shared/fixtures/cluster-facts';
import { judge, onlyFinding } from '@/lib/checks/shared/fixtures/judge';
import { fn, gpuProbe, modelDeployment, modelPod } from '@/lib/checks/shared/fixtures/model-facts';
import { sentence } from '@/lib/checks/shared/fixtures/spoken';
import type { GpuProbeFact } from '@/lib/domain/facts/models';
import { refKey } from '@/lib/domain/resource-ref';

const facts = (probe: Partial<GpuProbeFact>, runtimeClass?: string) => ({
  functions: [fn()],
  pods: [modelPod(runtimeClass ? { runtimeClass } : {})],
  workloads: [modelDeployment({}, runtimeClass)],
  gpuProbes: [gpuProbe(probe)],
  runtimeClasses: [nvidiaClass],
});

describe('cuda-unavailable', () => {
  it('reports a container without a device, and follows from the missing class', () => {
    const broken = facts({ devices: [], cuda: { kind: 'not-asked' } });
    const finding = onlyFinding(check, broken);
    expect(sentence(finding.title)).toBe('YOLO11x has no card in its container');
    expect(finding.evidence[0]).toMatchObject({ observed: '(none)', bad: true, at: gpuProbe().observedAt, source: { kind: 'exec' } });
    const cause = onlyFinding(gpuRuntimeClassMissing, { ...broken, nodes: [node()] });
    expect(finding.causedBy?.checkId).toBe(cause.checkId);
    expect(finding.causedBy && refKey(finding.causedBy.subject)).toBe(refKey(cause.subject));
    expect(finding.chain?.map((l) => l.state)).toEqual(['broken', 'follows', 'unknown', 'unknown']);
  });

  it('stands for itself where the class is set and the card is missing all the same', () => {
    const finding = onlyFinding(check, facts({ devices: [] }, 'nvidia'));
    expect(finding.causedBy).toBeUndefined();
    expect(finding.hints).toMatchObject({ hasRuntimeClass: 'yes', runtimeClass: 'nvidia', cause: 'not-injected' });
  });

  it.each([
    [{ cuda: { kind: 'false', framework: 'torch 2.5.1+cpu' } }, 'cpu-build', 'YOLO11x was built without CUDA'],
    [{ cuda: { kind: 'false', framework: 'torch 2.9.0', builtFor: '14.0' } }, 'driver-mismatch', 'YOLO11x does not fit the node’s GPU driver'],
    [
      { cuda: { kind: 'failed', detail: 'Failed to initialize NVML: Driver/library version mismatch' } },
      'driver-mismatch',
      'YOLO11x does not fit the node’s GPU driver',
    ],
    [{ cuda: { kind: 'failed', detail: 'Failed to initialize NVML: Unknown Error' } }, 'card-lost', 'YOLO11x has lost its card'],
    [{ cuda: { kind: 'false', framework: 'torch 2.5.1', builtFor: '12.4' } }, 'other', 'YOLO11x cannot use CUDA'],
  ] satisfies [Partial<GpuProbeFact>, string, string][])('tells %o apart as %s', (probe, cause, title) => {
    const finding = onlyFinding(check, facts(probe, 'nvidia'));
    expect(finding.hints?.cause).toBe(cause);
    expect(sentence(finding.title)).toBe(title);
    expect(finding.causedBy).toBeUndefined();
  });

  it('is silent when CUDA works, was not asked, or the question itself failed', () => {
    for (const kind of ['true', 'not-asked', 'failed'] as const) expect(judge(check, facts({ cuda: { kind } }, 'nvidia')).kind).toBe('ok');
  });

  it('ignores the answer of a pod that is gone or not ready, and of a model without a GPU', () => {
    expect(judge(check, { ...facts({ devices: [] }), pods: [modelPod({ conditions: [] })] }).kind).toBe('ok');
    expect(judge(check, facts({ podUid: 'gone', devices: [] })).kind).toBe('ok');
    expect(judge(check, { ...facts({ devices: [] }), functions: [fn({ gpus: 0 })], workloads: [] }).kind).toBe('ok');
  });

  it('makes one finding of a model with several pods', () => {
    const two = {
      ...facts({ devices: [] }),
      pods: [modelPod(), modelPod({ name: 'b', uid: 'b' })],
      gpuProbes: [gpuProbe({ devices: [] }), gpuProbe({ devices: [], podUid: 'b' })],
    };
    expect(onlyFinding(check, two).hints?.pod).toBe(modelPod().name);
  });
});
