import { describe, expect, it } from 'vitest';
import { gpuRuntimeClassMissing as check } from '@/lib/checks/gpu/gpu-runtime-class-missing';
import { node, nvidiaClass, template, templateContainer } from '@/lib/checks/shared/fixtures/cluster-facts';
import { judge, minutesAgo, onlyFinding } from '@/lib/checks/shared/fixtures/judge';
import { fn, gpuProbe, modelDeployment, modelPod, YOLO } from '@/lib/checks/shared/fixtures/model-facts';
import { sentence } from '@/lib/checks/shared/fixtures/spoken';

const broken = {
  functions: [fn()],
  workloads: [modelDeployment()],
  pods: [modelPod({ createdAt: minutesAgo(70) })],
  nodes: [node()],
  runtimeClasses: [nvidiaClass],
};

describe('gpu-runtime-class-missing', () => {
  it('reports a GPU model whose Deployment names no class, with the template as the broken link', () => {
    const finding = onlyFinding(check, broken);
    expect(sentence(finding.title)).toBe('YOLO11x cannot see its GPU');
    expect(finding.subject).toMatchObject({ kind: 'NuclioFunction', name: YOLO });
    expect(finding.evidence.find((e) => e.bad)).toMatchObject({ observed: 'spec.template.spec.runtimeClassName: (not set)', expected: 'nvidia' });
    expect(finding.chain?.map((l) => l.state)).toEqual(['good', 'good', 'good', 'broken', 'follows', 'unknown', 'unknown']);
    expect(finding.since).toBe(minutesAgo(70));
    expect(finding.hints).toMatchObject({ deployment: `nuclio-${YOLO}`, runtimeClass: 'nvidia' });
  });

  it('adds what the pod says of itself when it was asked', () => {
    const finding = onlyFinding(check, { ...broken, gpuProbes: [gpuProbe({ devices: [], cuda: { kind: 'false' } })] });
    expect(finding.evidence.map((e) => e.observed)).toContain('(none)');
    expect(finding.chain?.slice(-2).map((l) => l.state)).toEqual(['follows', 'follows']);
  });

  it('is silent when the Deployment names the class', () => {
    expect(judge(check, { ...broken, workloads: [modelDeployment({}, 'nvidia')] }).kind).toBe('ok');
  });

  it('is silent when the node starts everything under the NVIDIA runtime', () => {
    for (const args of ['["agent","--default-runtime","nvidia"]', '["agent","--default-runtime=nvidia-cdi"]']) {
      expect(judge(check, { ...broken, nodes: [node({ annotations: { 'k3s.io/node-args': args } })] }).kind).toBe('ok');
    }
  });

  it('believes a card that is seen in the container more than the arguments of the node', () => {
    expect(judge(check, { ...broken, gpuProbes: [gpuProbe()] }).kind).toBe('ok');
  });

  it('does not take the answer of a pod that is gone for one of this pod', () => {
    expect(judge(check, { ...broken, gpuProbes: [gpuProbe({ podUid: 'gone' })] }).kind).toBe('found');
  });

  it('leaves models without a GPU and switched-off models alone', () => {
    const cpu = modelDeployment({ template: template({ containers: [templateContainer({ limits: { 'nvidia.com/gpu': '0' } })] }) });
    expect(judge(check, { ...broken, functions: [fn({ gpus: 0 })], workloads: [cpu] }).kind).toBe('ok');
    expect(judge(check, { ...broken, workloads: [modelDeployment({ desired: 0 })] }).kind).toBe('ok');
  });

  it('takes a GPU of the second container into account', () => {
    const two = modelDeployment();
    const [first] = two.template.containers;
    const sidecar = { ...two, template: { ...two.template, containers: [templateContainer({ name: 'side' }), first ?? templateContainer()] } };
    expect(judge(check, { ...broken, functions: [fn({ gpus: 0 })], workloads: [sidecar] }).kind).toBe('found');
  });

  it('does not apply to a cluster without the class', () => {
    expect(judge(check, { ...broken, runtimeClasses: [{ name: 'gvisor', handler: 'runsc' }] }).kind).toBe('not-applicable');
  });

  it('claims nothing when neither the node nor a pod tells', () => {
    for (const annotations of [{}, { 'k3s.io/node-args': '{' }]) {
      expect(judge(check, { ...broken, nodes: [node({ annotations })] })).toMatchObject({ kind: 'unknown', part: 'gpuProbes' });
    }
  });

  it('looks at every GPU node while the pod waits for one', () => {
    expect(judge(check, { ...broken, pods: [] }).kind).toBe('found');
  });
});
