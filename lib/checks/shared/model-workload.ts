import type { FunctionFact } from '@/lib/domain/facts/models';
import type { PodFact } from '@/lib/domain/facts/pod';
import type { WorkloadFact } from '@/lib/domain/facts/workload';
import { FUNCTION_LABEL, podsOfFunction } from '@/lib/domain/pods-of-function';
import type { ResourceRef } from '@/lib/domain/resource-ref';
import { isLive } from './workload-groups';

/** What annotators call it: CVAT takes the annotation `name`, else the object's name. */
export function modelNameOf(fn: FunctionFact): string {
  return fn.annotations.name?.trim() || fn.name;
}

export function refOfFunction(fn: FunctionFact): ResourceRef {
  return { kind: 'NuclioFunction', apiVersion: 'nuclio.io/v1beta1', namespace: fn.namespace, name: fn.name, uid: fn.uid };
}

/** The Deployment Nuclio made for a function; found by label, because nothing else binds them. */
export function deploymentOf(fn: FunctionFact, workloads: readonly WorkloadFact[]): WorkloadFact | undefined {
  return workloads.find((w) => w.kind === 'Deployment' && w.namespace === fn.namespace && w.labels[FUNCTION_LABEL] === fn.name);
}

/** Its live pods, without those of its cron triggers. */
export function podsOf(fn: FunctionFact, pods: readonly PodFact[]): PodFact[] {
  return podsOfFunction(fn, pods).filter((p) => isLive(p) && p.labels['nuclio.io/function-cron-job-pod'] !== 'true');
}
