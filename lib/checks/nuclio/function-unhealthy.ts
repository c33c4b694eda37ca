import { type CheckContext, defineCheck } from '@/lib/checks/check';
import { deploymentOf, modelNameOf, podsOf, refOfFunction } from '@/lib/checks/shared/model-workload';
import { isReady } from '@/lib/checks/shared/serving';
import { witness } from '@/lib/checks/shared/witness';
import { refOfWorkload } from '@/lib/checks/shared/workload-groups';
import type { FunctionFact } from '@/lib/domain/facts/models';
import type { PodFact } from '@/lib/domain/facts/pod';
import { findCondition } from '@/lib/domain/facts/template';
import type { WorkloadFact } from '@/lib/domain/facts/workload';
import type { FindingDraft } from '@/lib/domain/finding';
import { say } from '@/lib/domain/text';
import { verdictOf } from '@/lib/domain/verdict';

const ID = 'function-unhealthy';
const text = (key: string, params?: Record<string, string | number>) => say(`checks.${ID}.${key}`, params);

/** A model that is being replaced needs about this long; longer is no longer a change. */
const CHANGE_SECONDS = 90;
/** States in which a function ought to serve. */
const resting: ReadonlySet<string> = new Set(['ready', 'unhealthy']);
/** States of a container that will not mend while one waits. */
const stuck = /^(CrashLoopBackOff|CreateContainerConfigError|ErrImagePull|ImagePullBackOff|InvalidImageName)$/;

/**
 * A model that ought to serve and has no ready pod. Read from the Deployment and its pods: Nuclio's own state follows reality by up to three minutes,
 * in both directions, so it is evidence and not the judge.
 */
export const functionUnhealthy = defineCheck({
  id: ID,
  area: 'nuclio',
  needs: ['functions', 'workloads', 'pods'],
  toleratedMisses: 1,
  evaluate({ functions, workloads, pods }, ctx) {
    return verdictOf(
      functions
        .filter((fn) => !fn.disabled && resting.has(fn.state ?? ''))
        .flatMap((fn) => {
          const deployment = deploymentOf(fn, workloads);
          const own = podsOf(fn, pods);
          return isDown(fn, deployment, own, ctx) ? [draft(fn, deployment, own, ctx)] : [];
        }),
    );
  },
});

function isDown(fn: FunctionFact, deployment: WorkloadFact | undefined, pods: readonly PodFact[], ctx: CheckContext): boolean {
  // A function that was made a moment ago has no Deployment yet.
  if (!deployment) return ctx.now - Date.parse(fn.createdAt) >= CHANGE_SECONDS * 1000;
  if (deployment.desired === 0 || deployment.available > 0 || pods.some(isReady)) return false;
  if (pods.some((p) => p.containers.some((c) => stuck.test(c.state.reason ?? '')))) return true;
  const since = Date.parse(sinceOf(deployment, pods) ?? '');
  return Number.isNaN(since) || ctx.now - since >= CHANGE_SECONDS * 1000;
}

function sinceOf(deployment: WorkloadFact | undefined, pods: readonly PodFact[]): string | undefined {
  const available = deployment && findCondition(deployment.conditions, 'Available');
  return available?.status === 'False' ? available.lastTransitionAt : pods[0]?.createdAt;
}

function draft(fn: FunctionFact, deployment: WorkloadFact | undefined, pods: readonly PodFact[], ctx: CheckContext): FindingDraft {
  const seen = witness(ID, ctx);
  const since = sinceOf(deployment, pods);
  const params = { model: modelNameOf(fn), state: fn.state ?? '', pods: pods.length };
  const kind = deployment ? (pods.length > 0 ? 'pods-not-ready' : 'no-pods') : 'no-deployment';
  return {
    checkId: ID,
    subject: refOfFunction(fn),
    severity: 'warning',
    title: text('title', params),
    summary: text(`summary.${kind}`, params),
    evidence: [
      seen('functions', 'state', `status.state: ${fn.state}`, { expected: 'ready', bad: fn.state !== 'ready', from: `nucliofunctions/${fn.name}` }),
      deployment
        ? seen('workloads', 'deployment', `${deployment.desired} wanted, ${deployment.available} available`, {
            expected: '≥ 1 available',
            bad: true,
            from: `deployments/${deployment.name}`,
          })
        : seen('workloads', 'noDeployment', '(none)', { expected: `nuclio-${fn.name}`, bad: true, from: 'deployments' }),
      ...pods.map((p) =>
        seen('pods', 'pod', `${p.name}: ${p.containers.find((c) => c.state.reason)?.state.reason ?? `${p.phase}, not ready`}`, { from: `pods/${p.name}` }),
      ),
      ...(fn.message ? [seen('functions', 'message', fn.message, { from: `nucliofunctions/${fn.name}` })] : []),
    ],
    chain: [
      { label: text('chain.function'), value: text('chain.state', params), state: 'good' },
      { label: text('chain.deployment'), value: deployment ? text('chain.exists') : text('chain.none'), state: deployment ? 'good' : 'broken' },
      { label: text('chain.pods'), value: text('chain.noneReady', params), state: deployment ? 'broken' : 'follows' },
      { label: text('chain.people'), value: text('chain.cannotUse'), state: 'follows' },
    ],
    falseIf: text('falseIf', params),
    ...(deployment && pods.length > 0 ? { causedBy: { subject: refOfWorkload(deployment) } } : {}),
    ...(since ? { since } : {}),
    hints: {
      namespace: fn.namespace,
      function: fn.name,
      cause: kind,
      hasImage: fn.image ? 'yes' : 'no',
      ...(deployment ? { deployment: deployment.name } : {}),
    },
  };
}
