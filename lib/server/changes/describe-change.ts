import 'server-only';
import type { NodeFact } from '@/lib/domain/facts/cluster';
import type { FunctionFact } from '@/lib/domain/facts/models';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { ClaimFact } from '@/lib/domain/facts/storage';
import { findCondition } from '@/lib/domain/facts/template';
import type { WorkloadFact } from '@/lib/domain/facts/workload';
import { podState } from '@/lib/domain/pod-state';
import type { ChangeRecord } from '@/lib/domain/ports/stores';
import { say, type Text } from '@/lib/domain/text';

/** What of an object is worth a line. Undefined = nothing of interest changed. */
export interface Described {
  readonly text: Text;
  readonly tone: ChangeRecord['tone'];
  readonly by?: string;
}

const plain = (text: Text, by?: string): Described => ({ text, tone: 'plain', ...(by ? { by } : {}) });

/** Compares two versions of a workload; status alone is no change. */
export function describeWorkload(before: WorkloadFact | undefined, after: WorkloadFact | undefined): Described | undefined {
  if (!after) return { text: say('changes.workload.removed'), tone: 'warn' };
  const by = after.writers[0]?.manager;
  if (!before) return plain(say('changes.workload.created'), by);
  if (before.generation === after.generation) return undefined;
  if (before.desired !== after.desired) return plain(say('changes.workload.scaled', { from: before.desired, to: after.desired }), by);
  const image = newImage(before, after);
  if (image) return plain(say('changes.workload.image', { value: image }), by);
  if (before.template.runtimeClass !== after.template.runtimeClass) {
    const value = after.template.runtimeClass;
    return plain(value ? say('changes.workload.runtime-class', { value }) : say('changes.workload.runtime-class-gone'), by);
  }
  if (!before.paused && after.paused) return plain(say('changes.workload.paused'), by);
  if (after.revision !== undefined && after.revision !== before.revision) return plain(say('changes.workload.changed', { value: after.revision }), by);
  return plain(say('changes.workload.touched'), by);
}

function newImage(before: WorkloadFact, after: WorkloadFact): string | undefined {
  const old = new Map(before.template.containers.map((c) => [c.name, c.image]));
  return after.template.containers.find((c) => old.get(c.name) !== c.image)?.image;
}

export function describeClaim(before: ClaimFact | undefined, after: ClaimFact | undefined): Described | undefined {
  if (!after) return { text: say('changes.claim.removed'), tone: 'warn' };
  if (!before) return plain(say('changes.claim.created'));
  if (before.capacity !== after.capacity && after.capacity) return { text: say('changes.claim.grown', { value: after.capacity }), tone: 'ok' };
  return before.requested === after.requested ? undefined : plain(say('changes.claim.asked', { value: after.requested }));
}

export function describeFunction(before: FunctionFact | undefined, after: FunctionFact | undefined): Described | undefined {
  if (!after) return { text: say('changes.function.removed'), tone: 'warn' };
  if (!before) return plain(say('changes.function.created'));
  if (before.state === after.state || after.state === undefined) return undefined;
  const tone = after.state === 'ready' ? 'ok' : after.state === 'error' || after.state === 'unhealthy' ? 'bad' : 'plain';
  return { text: say('changes.function.state', { value: after.state }), tone };
}

export function describeNode(before: NodeFact | undefined, after: NodeFact | undefined): Described | undefined {
  if (!before || !after) return undefined;
  const [was, is] = [findCondition(before.conditions, 'Ready'), findCondition(after.conditions, 'Ready')];
  if (was?.status !== is?.status) {
    return is?.status === 'True'
      ? { text: say('changes.node.ready'), tone: 'ok' }
      : { text: say('changes.node.not-ready', { value: is?.reason ?? 'Unknown' }), tone: 'bad' };
  }
  const [from, to] = [before.allocatable['nvidia.com/gpu'], after.allocatable['nvidia.com/gpu']];
  return from === to ? undefined : { text: say('changes.node.gpus', { from: from ?? '0', to: to ?? '0' }), tone: (to ?? '0') === '0' ? 'bad' : 'plain' };
}

/** Only that a pod turned bad: pods come and go. */
export function describePod(before: PodFact | undefined, after: PodFact | undefined): Described | undefined {
  if (!after) return undefined;
  const [was, is] = [before && podState(before), podState(after)];
  return is.tone === 'bad' && was?.tone !== 'bad' ? { text: say('changes.pod-state', { value: is.word }), tone: 'bad' } : undefined;
}
