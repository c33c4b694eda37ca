import 'server-only';
import type { FunctionFact, GpuProbeFact } from '@/lib/domain/facts/models';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { WorkloadFact } from '@/lib/domain/facts/workload';
import { partsOfFunction } from '@/lib/domain/model-state';
import { podState } from '@/lib/domain/pod-state';
import type { GpuRow } from '@/lib/domain/rows/topics';
import { say } from '@/lib/domain/text';
import { describeModel, type ModelFactsInput, probeOf, subjectsOf } from '@/lib/server/rows/model-rows';

type Link = GpuRow['asked'];
type State = Link['state'];

/** The eight links in their order. */
export const linkNames = ['asked', 'scheduled', 'classInFunction', 'classInDeployment', 'classInPod', 'device', 'cuda', 'inference'] as const;

/** Per model the chain from asked to proven. One link is broken, what comes after it follows. */
export function gpuRows(input: ModelFactsInput): GpuRow[] {
  const listing = input.cvatModels.status === 'known' ? input.cvatModels.data : undefined;
  return input.functions.map((fn) => {
    const own = partsOfFunction(fn, input.workloads, input.pods);
    const links = input.isFresh ? chainOf(fn, own.deployment, own.pods[0], probeOf(fn, own.pods, input.probes)) : allOf('unknown', 'silent');
    const broken = linkNames.findIndex((name) => links[name].state === 'broken');
    const finding = input.findings.of(...subjectsOf(fn, own));
    const { name, kind } = describeModel(fn, listing);
    return {
      ...{ id: fn.name, model: name, kind, functionName: fn.name },
      ...links,
      ...(broken >= 0 ? { brokenAt: broken + 1 } : {}),
      ...(finding ? { findingId: finding.id } : {}),
    };
  });
}

type Chain = Record<(typeof linkNames)[number], Link>;

function chainOf(fn: FunctionFact, deployment: WorkloadFact | undefined, pod: PodFact | undefined, probe: GpuProbeFact | undefined): Chain {
  if (fn.gpus === 0) return { ...allOf('not-applicable', 'not-applicable'), asked: link('not-applicable', 'no-gpu') };
  const isProven = probe?.cuda.kind === 'true';
  const chain: Chain = {
    asked: link('good', 'gpus', { count: fn.gpus }),
    scheduled: scheduled(pod),
    // Most versions of Nuclio have no such field: its absence breaks nothing.
    classInFunction: fn.runtimeClass ? link('good', 'value', { value: fn.runtimeClass }) : link('not-applicable', 'unset'),
    classInDeployment: runtimeClass(deployment?.template.runtimeClass, deployment !== undefined, isProven),
    classInPod: runtimeClass(pod?.runtimeClass, pod !== undefined, isProven),
    device: device(probe),
    cuda: cuda(probe),
    inference: link('unknown', 'not-measured'),
  };
  return followFirstBroken(chain);
}

function scheduled(pod: PodFact | undefined): Link {
  if (!pod) return link('broken', 'no-pod');
  if (pod.node) return link('good', 'value', { value: pod.node });
  return link(podState(pod).tone === 'bad' ? 'broken' : 'unknown', 'not-scheduled');
}

function runtimeClass(value: string | undefined, exists: boolean, isProven: boolean): Link {
  if (value) return link('good', 'value', { value });
  if (!exists) return link('unknown', 'no-object');
  return isProven ? link('not-applicable', 'node-default') : link('broken', 'unset');
}

function device(probe: GpuProbeFact | undefined): Link {
  if (!probe) return link('unknown', 'not-asked');
  return probe.devices.length > 0 ? link('good', 'value', { value: probe.devices.join(' ') }) : link('broken', 'no-device');
}

function cuda(probe: GpuProbeFact | undefined): Link {
  const kind = probe?.cuda.kind ?? 'not-asked';
  if (kind === 'true') return link('good', 'cuda-true');
  if (kind === 'false')
    return { ...link('broken', 'cuda-false'), ...(probe?.cuda.detail ? { note: say('gpu-links.value', { value: probe.cuda.detail }) } : {}) };
  return link('unknown', kind === 'failed' ? 'cuda-failed' : 'not-asked');
}

/** What stands after the broken link is a consequence, not a second cause; what was proven good stays good. */
function followFirstBroken(chain: Chain): Chain {
  let isAfter = false;
  const out = { ...chain };
  for (const name of linkNames) {
    if (isAfter && (out[name].state === 'broken' || (out[name].state === 'unknown' && name === 'inference'))) out[name] = { ...out[name], state: 'follows' };
    isAfter ||= out[name].state === 'broken';
  }
  return out;
}

function link(state: State, value: string, params?: Record<string, string | number>): Link {
  return { state, value: say(`gpu-links.${value}`, params) };
}

function allOf(state: State, value: string): Chain {
  return Object.fromEntries(linkNames.map((name) => [name, link(state, value)])) as Chain;
}
