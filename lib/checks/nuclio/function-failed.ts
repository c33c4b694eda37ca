import { type CheckContext, defineCheck } from '@/lib/checks/check';
import { classifyFailure, type Failure } from '@/lib/checks/shared/function-failure';
import { deploymentOf, modelNameOf, podsOf, refOfFunction } from '@/lib/checks/shared/model-workload';
import { isReady } from '@/lib/checks/shared/serving';
import { witness } from '@/lib/checks/shared/witness';
import { refOfWorkload } from '@/lib/checks/shared/workload-groups';
import type { FunctionFact } from '@/lib/domain/facts/models';
import type { WorkloadFact } from '@/lib/domain/facts/workload';
import type { ChainLink, FindingDraft } from '@/lib/domain/finding';
import { say } from '@/lib/domain/text';
import { verdictOf } from '@/lib/domain/verdict';

const ID = 'function-failed';
const text = (key: string, params?: Record<string, string | number>) => say(`checks.${ID}.${key}`, params);
/** ICU selectors take no hyphen. */
const selector = (cause: string) => cause.replaceAll('-', '_');
const deployCauses: ReadonlySet<string> = new Set(['node-port', 'project-missing', 'crash-loop', 'unschedulable', 'not-ready-in-time', 'refused-by-cluster']);

interface Case {
  readonly fn: FunctionFact;
  readonly failure: Failure;
  readonly deployment: WorkloadFact | undefined;
  /** Pods of an earlier deploy that still run; undefined where pods are not known. */
  readonly serving: number | undefined;
}

/**
 * A function in state `error`. Nuclio never leaves it by itself and takes the addresses away, so the model cannot be called even while pods
 * of an earlier deploy still run. Its message may be blank or belong to an old pod: log entries and the build's log are read with it.
 */
export const functionFailed = defineCheck({
  id: ID,
  area: 'nuclio',
  needs: ['functions'],
  mayUse: ['workloads', 'pods', 'buildLogs'],
  toleratedMisses: 0,
  evaluate({ functions, workloads, pods, buildLogs }, ctx) {
    const failed = functions.filter((fn) => fn.state === 'error');
    return verdictOf(
      failed.map((fn) => {
        const built = buildLogs.status === 'known' ? (buildLogs.data[fn.name] ?? []) : [];
        const failure = classifyFailure([...fn.lastLogs.map((l) => l.message), fn.message ?? '', ...built]);
        const deployment = workloads.status === 'known' ? deploymentOf(fn, workloads.data) : undefined;
        const serving = pods.status === 'known' ? podsOf(fn, pods.data).filter(isReady).length : undefined;
        return draft({ fn, failure, deployment, serving }, built, ctx);
      }),
    );
  },
});

function draft(c: Case, built: readonly string[], ctx: CheckContext): FindingDraft {
  const { fn, failure, deployment, serving } = c;
  const seen = witness(ID, ctx);
  const from = `nucliofunctions/${fn.name}`;
  const log = fn.lastLogs.at(-1);
  const since = log?.at;
  const fromPods = failure.cause === 'crash-loop' || failure.cause === 'unschedulable';
  const params = { model: modelNameOf(fn), cause: selector(failure.cause), detail: failure.detail ?? 'none', serving: serving ?? 0 };
  return {
    checkId: ID,
    subject: refOfFunction(fn),
    severity: 'warning',
    title: text('title', params),
    summary: text('summary', params),
    evidence: [
      seen('functions', 'state', 'status.state: error', { expected: 'ready', bad: true, from }),
      ...(failure.line ? [seen('functions', 'telling', failure.line, { from })] : [seen('functions', 'message', '(blank)', { from })]),
      ...(log && log.message !== failure.line ? [seen('functions', 'lastLog', log.message, { from, ...(log.at ? { at: log.at } : {}) })] : []),
      ...(built.length > 0 ? [seen('buildLogs', 'buildLog', built.slice(-3).join('\n'), { from: 'kaniko-executor' })] : []),
      seen('functions', 'image', fn.image ?? '(none)', { from }),
      seen('functions', 'urls', fn.internalUrls.join(' ') || '(none)', { from }),
      ...(serving === undefined ? [] : [seen('pods', 'serving', String(serving), { from: deployment ? `deployments/${deployment.name}` : 'pods' })]),
    ],
    chain: chainOf(c),
    falseIf: text('falseIf'),
    ...(fromPods && deployment ? { causedBy: { subject: refOfWorkload(deployment) } } : {}),
    ...(since ? { since } : {}),
    hints: {
      namespace: fn.namespace,
      function: fn.name,
      cause: failure.cause,
      hasImage: fn.image ? 'yes' : 'no',
      servingPods: serving === undefined ? 'unknown' : String(serving),
      ...(deployment ? { deployment: deployment.name } : {}),
    },
  };
}

function chainOf({ fn, failure, serving }: Case): ChainLink[] {
  const atDeploy = deployCauses.has(failure.cause);
  const cause = text('chain.cause', { cause: selector(failure.cause) });
  return [
    atDeploy ? { label: text('chain.build'), value: text('chain.built'), state: 'good' } : { label: text('chain.build'), value: cause, state: 'broken' },
    atDeploy ? { label: text('chain.deploy'), value: cause, state: 'broken' } : { label: text('chain.deploy'), value: text('chain.notDone'), state: 'follows' },
    {
      label: text('chain.pods'),
      value: serving === undefined ? text('chain.podsUnknown') : text('chain.podsServing', { serving }),
      state: serving === undefined ? 'unknown' : serving > 0 ? 'good' : 'follows',
    },
    {
      label: text('chain.address'),
      value: fn.internalUrls.length > 0 ? text('chain.hasAddress') : text('chain.noAddress'),
      state: fn.internalUrls.length > 0 ? 'good' : 'follows',
    },
    { label: text('chain.people'), value: text('chain.cannotUse'), state: 'follows' },
  ];
}
