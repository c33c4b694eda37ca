import { type CheckContext, defineCheck } from '@/lib/checks/check';
import { type BuildProgress, buildProgressOf } from '@/lib/checks/shared/build-progress';
import { deploymentOf, modelNameOf, refOfFunction } from '@/lib/checks/shared/model-workload';
import { witness } from '@/lib/checks/shared/witness';
import type { FunctionFact } from '@/lib/domain/facts/models';
import type { WorkloadFact } from '@/lib/domain/facts/workload';
import type { FindingDraft } from '@/lib/domain/finding';
import { say } from '@/lib/domain/text';
import { verdictOf } from '@/lib/domain/verdict';

const ID = 'function-build-stuck';
const text = (key: string, params?: Record<string, string | number>) => say(`checks.${ID}.${key}`, params);

const building: ReadonlySet<string> = new Set(['building', 'waitingForBuild']);
/** The dashboard fetches base images before its Job starts and writes nothing meanwhile. */
const QUIET_MINUTES = 5;

/**
 * A function that stays `building`. A build lives in the process that began it: when that ends, the state stays for good, and neither a restart nor the
 * end of the Job changes it. Told apart from a build that is merely long by whether its Job still works.
 */
export const functionBuildStuck = defineCheck({
  id: ID,
  area: 'nuclio',
  needs: ['functions', 'jobs', 'pods'],
  mayUse: ['workloads'],
  toleratedMisses: 1,
  evaluate({ functions, jobs, pods, workloads }, ctx) {
    const known = workloads.status === 'known' ? workloads.data : [];
    return verdictOf(
      functions
        .filter((fn) => building.has(fn.state ?? ''))
        .flatMap((fn) => {
          const progress = buildProgressOf(fn, jobs, pods);
          const kind = stuckAs(fn, progress, ctx);
          return kind ? [draft(fn, progress, kind, deploymentOf(fn, known), ctx)] : [];
        }),
    );
  },
});

/**
 * `long`: its Job works for longer than the threshold. `zombie`: no Job works, and nothing was heard for a while; where no sign of life is left at all,
 * the dashboard was restarted since, and its own age counts.
 */
function stuckAs(fn: FunctionFact, { job, live, lastSign, dashboardSince }: BuildProgress, ctx: CheckContext): 'long' | 'zombie' | undefined {
  const minutesSince = (at: string) => (ctx.now - Date.parse(at)) / 60_000;
  if (live && job) return minutesSince(job.createdAt) >= ctx.thresholds.buildStuckMinutes ? 'long' : undefined;
  if (lastSign !== undefined) return minutesSince(lastSign) >= QUIET_MINUTES ? 'zombie' : undefined;
  const quietSince = dashboardSince ?? fn.createdAt;
  return minutesSince(quietSince) >= (dashboardSince ? QUIET_MINUTES : ctx.thresholds.buildStuckMinutes) && minutesSince(fn.createdAt) >= QUIET_MINUTES
    ? 'zombie'
    : undefined;
}

function draft(fn: FunctionFact, progress: BuildProgress, kind: 'long' | 'zombie', deployment: WorkloadFact | undefined, ctx: CheckContext): FindingDraft {
  const seen = witness(ID, ctx);
  const { job, live, lastSign, dashboardSince } = progress;
  const from = `nucliofunctions/${fn.name}`;
  const log = fn.lastLogs.at(-1);
  const minutes = lastSign ? Math.floor((ctx.now - Date.parse(live && job ? job.createdAt : lastSign)) / 60_000) : -1;
  const oldImage = fn.image ?? deployment?.template.containers.find((c) => c.name === 'nuclio')?.image;
  const params = { model: modelNameOf(fn), minutes };
  return {
    checkId: ID,
    subject: refOfFunction(fn),
    severity: 'warning',
    title: text(`title.${kind}`, params),
    summary: text(`summary.${kind}`, params),
    evidence: [
      seen('functions', 'state', `status.state: ${fn.state}`, { expected: 'ready', bad: true, from }),
      seen('jobs', 'job', job ? `${job.name}: ${job.active} active, ${job.succeeded} succeeded, ${job.failed} failed` : '(none)', { bad: !live, from: 'jobs' }),
      ...(log ? [seen('functions', 'lastLog', log.message, { from, ...(log.at ? { at: log.at } : {}) })] : []),
      ...(dashboardSince ? [seen('pods', 'dashboard', `running since ${dashboardSince}`, { from: 'nuclio dashboard' })] : []),
      seen('functions', 'image', fn.image ?? '(none: the build took it away)', { from }),
      ...(oldImage && !fn.image ? [seen('workloads', 'runningImage', oldImage, { from: `deployments/${deployment?.name ?? ''}` })] : []),
    ],
    chain: [
      { label: text('chain.started'), value: text('chain.yes'), state: 'good' },
      { label: text('chain.job'), value: live ? text('chain.works', { minutes }) : text('chain.noJob'), state: 'broken' },
      { label: text('chain.deploy'), value: text('chain.notReached'), state: 'follows' },
      {
        label: text('chain.people'),
        value: deployment && deployment.available > 0 ? text('chain.oldServes') : text('chain.cannotUse'),
        state: deployment && deployment.available > 0 ? 'good' : 'follows',
      },
    ],
    falseIf: text('falseIf'),
    ...(live && job ? { since: job.createdAt } : lastSign ? { since: lastSign } : {}),
    hints: {
      namespace: fn.namespace,
      function: fn.name,
      cause: kind,
      hasImage: fn.image ? 'yes' : 'no',
      ...(job ? { job: job.name } : {}),
      ...(oldImage ? { image: oldImage } : {}),
      ...(deployment ? { deployment: deployment.name } : {}),
    },
  };
}
