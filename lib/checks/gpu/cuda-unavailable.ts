import { type CheckContext, defineCheck } from '@/lib/checks/check';
import { type CudaFault, cudaFaultOf } from '@/lib/checks/shared/cuda-fault';
import { wantedGpus } from '@/lib/checks/shared/gpu-request';
import { deploymentOf, modelNameOf, podsOf, refOfFunction } from '@/lib/checks/shared/model-workload';
import { isReady } from '@/lib/checks/shared/serving';
import { witness } from '@/lib/checks/shared/witness';
import type { FunctionFact, GpuProbeFact } from '@/lib/domain/facts/models';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { ChainLink, FindingDraft } from '@/lib/domain/finding';
import { say } from '@/lib/domain/text';
import { verdictOf } from '@/lib/domain/verdict';

const ID = 'cuda-unavailable';
const text = (key: string, params?: Record<string, string | number>) => say(`checks.${ID}.${key}`, params);

/**
 * A GPU model whose pod cannot use its card, told apart by what cheap questions answer: no device in the container, a framework built without CUDA,
 * or a driver that does not fit. Only the first is cured by a runtime class.
 */
export const cudaUnavailable = defineCheck({
  id: ID,
  area: 'gpu',
  needs: ['functions', 'pods', 'gpuProbes'],
  mayUse: ['workloads', 'runtimeClasses'],
  toleratedMisses: 0,
  evaluate({ functions, pods, gpuProbes, workloads, runtimeClasses }, ctx) {
    const known = workloads.status === 'known' ? workloads.data : [];
    const runtimeClass = runtimeClasses.status === 'known' ? runtimeClasses.data.find((c) => c.handler === 'nvidia')?.name : undefined;
    return verdictOf(
      functions.flatMap((fn) => {
        const deployment = deploymentOf(fn, known);
        // A container that is still starting may answer anything.
        const own = podsOf(fn, pods).filter(isReady);
        if (wantedGpus(fn, deployment) === 0) return [];
        const failing = gpuProbes.flatMap((probe) => {
          const pod = own.find((p) => p.uid === probe.podUid);
          const fault = pod && cudaFaultOf(probe);
          return pod && fault ? [{ pod, probe, fault }] : [];
        });
        // One finding per model: its pods share template and image.
        const [first] = failing;
        return first ? [draft(fn, first.pod, first.probe, first.fault, { deployment: deployment?.name, runtimeClass }, ctx)] : [];
      }),
    );
  },
});

function draft(
  fn: FunctionFact,
  pod: PodFact,
  probe: GpuProbeFact,
  fault: CudaFault,
  { deployment, runtimeClass }: { deployment: string | undefined; runtimeClass: string | undefined },
  ctx: CheckContext,
): FindingDraft {
  const seen = witness(ID, ctx);
  const from = `pods/${pod.name}`;
  const at = probe.observedAt;
  const subject = refOfFunction(fn);
  const { cuda, driver } = probe;
  const params = {
    model: modelNameOf(fn),
    framework: cuda.framework ?? '',
    builtFor: cuda.builtFor ?? '',
    driver: driver?.version ?? '?',
    cuda: driver?.cuda ?? '?',
  };
  return {
    checkId: ID,
    subject,
    severity: 'warning',
    title: text(`title.${fault}`, params),
    summary: text(`summary.${fault}`, params),
    evidence: [
      seen('gpuProbes', 'devices', probe.devices.join(' ') || '(none)', { expected: '/dev/nvidia0 /dev/nvidiactl', bad: fault === 'not-injected', from, at }),
      ...(driver
        ? [seen('gpuProbes', 'driver', `${driver.version}${driver.cuda ? `, CUDA ≤ ${driver.cuda}` : ''}`, { bad: fault === 'driver-mismatch', from, at })]
        : []),
      ...(cuda.kind === 'not-asked'
        ? []
        : [seen('gpuProbes', 'cuda', cuda.kind, { expected: 'true', bad: fault !== 'not-injected', from, at: cuda.at ?? at })]),
      ...(cuda.framework
        ? [
            seen('gpuProbes', 'framework', `${cuda.framework}, built for ${cuda.builtFor ? `CUDA ${cuda.builtFor}` : 'no CUDA'}`, {
              bad: fault === 'cpu-build',
              from,
              at,
            }),
          ]
        : []),
      ...(cuda.detail ? [seen('gpuProbes', 'detail', cuda.detail, { from, at })] : []),
      seen('pods', 'runtimeClass', pod.runtimeClass ?? '(not set)', { from }),
    ],
    chain: chainOf(probe, fault),
    falseIf: text('falseIf'),
    ...(fault === 'not-injected' && pod.runtimeClass === undefined ? { causedBy: { subject, checkId: 'gpu-runtime-class-missing' } } : {}),
    since: pod.createdAt,
    hints: {
      namespace: fn.namespace,
      function: fn.name,
      pod: pod.name,
      cause: fault,
      ...(deployment ? { deployment } : {}),
      ...(runtimeClass ? { runtimeClass } : {}),
      hasRuntimeClass: pod.runtimeClass === undefined ? 'no' : 'yes',
    },
  };
}

function chainOf(probe: GpuProbeFact, fault: CudaFault): ChainLink[] {
  const order = ['device', 'driver', 'framework', 'cuda'] as const;
  const brokenAt = { 'not-injected': 0, 'card-lost': 0, 'driver-mismatch': 1, 'cpu-build': 2, other: 3 }[fault];
  const values = {
    device: probe.devices.length > 0 ? text('chain.devices', { count: probe.devices.length }) : text('chain.noDevice'),
    driver: probe.driver ? text('chain.driverIs', { driver: probe.driver.version }) : text('chain.notKnown'),
    framework: probe.cuda.framework ? text('chain.builtFor', { framework: probe.cuda.framework, cuda: probe.cuda.builtFor ?? 'none' }) : text('chain.notKnown'),
    cuda: probe.cuda.kind === 'not-asked' ? text('chain.notAsked') : text('chain.no'),
  };
  const unknown = { device: false, driver: !probe.driver, framework: !probe.cuda.framework, cuda: probe.cuda.kind === 'not-asked' };
  return order.map((stage, i) => ({
    label: text(`chain.${stage}`),
    value: values[stage],
    state: i === brokenAt ? 'broken' : unknown[stage] ? 'unknown' : i < brokenAt ? 'good' : 'follows',
  }));
}
