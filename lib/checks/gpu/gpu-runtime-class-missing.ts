import { type CheckContext, defineCheck } from '@/lib/checks/check';
import { nodeDefaultOf, wantedGpus } from '@/lib/checks/shared/gpu-request';
import { deploymentOf, modelNameOf, podsOf, refOfFunction } from '@/lib/checks/shared/model-workload';
import { witness } from '@/lib/checks/shared/witness';
import { earliest } from '@/lib/checks/shared/workload-groups';
import type { NodeFact } from '@/lib/domain/facts/cluster';
import type { FunctionFact, GpuProbeFact } from '@/lib/domain/facts/models';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { WorkloadFact } from '@/lib/domain/facts/workload';
import type { ChainLink, Evidence, FindingDraft } from '@/lib/domain/finding';
import { say } from '@/lib/domain/text';
import { unknownBecauseOf, verdictOf } from '@/lib/domain/verdict';

const ID = 'gpu-runtime-class-missing';
const text = (key: string, params?: Record<string, string | number>) => say(`checks.${ID}.${key}`, params);

interface Case {
  readonly fn: FunctionFact;
  readonly deployment: WorkloadFact;
  readonly gpus: number;
  readonly runtimeClass: string;
  readonly pods: readonly PodFact[];
  readonly nodes: readonly NodeFact[];
  readonly probe: GpuProbeFact | undefined;
}

/**
 * A function asks for a GPU and its Deployment names no RuntimeClass, on nodes whose default runtime is not NVIDIA's: the device plugin
 * hands out a card that is never put into the container. Nuclio before 2026-03 has no field for the class, so it is lost with the Deployment.
 */
export const gpuRuntimeClassMissing = defineCheck({
  id: ID,
  area: 'gpu',
  needs: ['functions', 'workloads', 'pods', 'nodes', 'runtimeClasses'],
  mayUse: ['gpuProbes'],
  toleratedMisses: 0,
  evaluate({ functions, workloads, pods, nodes, runtimeClasses, gpuProbes }, ctx) {
    const runtimeClass = runtimeClasses.find((c) => c.handler === 'nvidia');
    if (!runtimeClass) return { kind: 'not-applicable', reason: text('noClass') };
    const probes = gpuProbes.status === 'known' ? gpuProbes.data : [];
    const findings: FindingDraft[] = [];
    let undecided = 0;
    for (const fn of functions) {
      const deployment = deploymentOf(fn, workloads);
      const gpus = wantedGpus(fn, deployment);
      if (!deployment || gpus === 0 || deployment.desired === 0 || deployment.template.runtimeClass !== undefined) continue;
      const own = podsOf(fn, pods);
      const candidates = nodesFor(own, nodes);
      const probe = probes.find((p) => own.some((q) => q.uid === p.podUid));
      const given = givenWithoutClass(candidates, probe);
      if (given === 'unknown') undecided += 1;
      if (given === 'no') findings.push(draft({ fn, deployment, gpus, runtimeClass: runtimeClass.name, pods: own, nodes: candidates, probe }, ctx));
    }
    if (findings.length === 0 && undecided > 0) return unknownBecauseOf('gpuProbes', gpuProbes);
    return verdictOf(findings);
  },
});

/** The nodes its pods run on; before they are scheduled, every node that offers a GPU. */
function nodesFor(pods: readonly PodFact[], nodes: readonly NodeFact[]): NodeFact[] {
  const used = new Set(pods.map((p) => p.node));
  const scheduled = nodes.filter((n) => used.has(n.name));
  return scheduled.length > 0 ? scheduled : nodes.filter((n) => Number(n.allocatable['nvidia.com/gpu'] ?? 0) > 0);
}

/** Whether a card reaches the container without a class. What a pod proves beats what a node's arguments suggest. */
function givenWithoutClass(nodes: readonly NodeFact[], probe: GpuProbeFact | undefined): 'yes' | 'no' | 'unknown' {
  if (probe) return probe.devices.length > 0 ? 'yes' : 'no';
  const defaults = nodes.map(nodeDefaultOf);
  if (defaults.includes('other')) return 'no';
  return defaults.length > 0 && defaults.every((d) => d === 'nvidia') ? 'yes' : 'unknown';
}

function draft(c: Case, ctx: CheckContext): FindingDraft {
  const model = modelNameOf(c.fn);
  const since = earliest(c.pods.filter((p) => p.runtimeClass === undefined).map((p) => p.createdAt)) ?? c.deployment.createdAt;
  const pod = c.pods[0];
  return {
    checkId: ID,
    subject: refOfFunction(c.fn),
    severity: 'warning',
    title: text('title', { model }),
    summary: text('summary', { deployment: c.deployment.name, gpus: c.gpus, class: c.runtimeClass }),
    evidence: evidenceOf(c, ctx),
    chain: chainOf(c),
    falseIf: text('falseIf'),
    since,
    hints: {
      namespace: c.fn.namespace,
      function: c.fn.name,
      deployment: c.deployment.name,
      runtimeClass: c.runtimeClass,
      ...(pod ? { pod: pod.name } : {}),
    },
  };
}

function evidenceOf(c: Case, ctx: CheckContext): Evidence[] {
  const seen = witness(ID, ctx);
  const where = `deployments/${c.deployment.name}`;
  return [
    seen('functions', 'asks', `nvidia.com/gpu: ${c.gpus}`, { from: `nucliofunctions/${c.fn.name}` }),
    seen('workloads', 'deployment', 'spec.template.spec.runtimeClassName: (not set)', { expected: c.runtimeClass, bad: true, from: where }),
    ...c.pods.map((p) => seen('pods', 'pod', `${p.name}: runtimeClassName ${p.runtimeClass ?? '(not set)'}`, { from: `pods/${p.name}` })),
    ...c.nodes.map((n) => seen('nodes', 'node', `${n.name}: ${n.annotations['k3s.io/node-args'] ?? '(no k3s.io/node-args)'}`, { from: `nodes/${n.name}` })),
    ...(c.probe ? [seen('gpuProbes', 'devices', c.probe.devices.join(' ') || '(none)', { from: `pods/${c.probe.pod}`, at: c.probe.observedAt })] : []),
  ];
}

function chainOf(c: Case): ChainLink[] {
  const [node] = c.nodes;
  const devices = c.probe?.devices.length;
  return [
    { label: text('chain.asks'), value: text('chain.gpus', { gpus: c.gpus }), state: 'good' },
    { label: text('chain.node'), value: node ? text('chain.nodeIs', { node: node.name }) : text('chain.notScheduled'), state: node ? 'good' : 'unknown' },
    { label: text('chain.class'), value: text('chain.classExists', { class: c.runtimeClass }), state: 'good' },
    { label: text('chain.deployment'), value: text('chain.notSet'), state: 'broken' },
    { label: text('chain.pod'), value: c.pods.length > 0 ? text('chain.defaultRuntime') : text('chain.noPod'), state: 'follows' },
    {
      label: text('chain.device'),
      value: devices === undefined ? text('chain.notAsked') : text('chain.noDevice'),
      state: devices === undefined ? 'unknown' : 'follows',
    },
    {
      label: text('chain.cuda'),
      value: c.probe && c.probe.cuda.kind === 'false' ? text('chain.cudaFalse') : text('chain.notAsked'),
      state: c.probe?.cuda.kind === 'false' ? 'follows' : 'unknown',
    },
  ];
}
