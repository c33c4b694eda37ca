import { z } from 'zod';
import { assertObjectName } from '@/lib/domain/dns-name';
import type { Finding } from '@/lib/domain/finding';
import type { NotPossible, Plan, PlannedStep } from '@/lib/domain/plan';
import type { LiveObject, Readers } from '@/lib/domain/ports/readers';
import { holdsSecret } from '@/lib/domain/redact';
import { say, type Text } from '@/lib/domain/text';
import { kubectl } from '@/lib/remediations/by-hand';
import { restartsWithOutage, workloadSpec } from '@/lib/remediations/live-workload';
import { plannedStep } from '@/lib/remediations/planned-step';
import type { FinishedRun } from '@/lib/remediations/remediation';
import { rights } from '@/lib/remediations/rights';
import { targetOf } from '@/lib/remediations/target-of';

const text = (key: string, params?: Record<string, string | number>) => say(`remediations.shared.setting.${key}`, params);

export const settingRights = [rights.patchDeployments, rights.readPods];

/** One Deployment's value of a setting. `reference`: it comes from elsewhere and is not ours to write over. */
export type SettingValue = { readonly kind: 'value'; readonly value: string } | { readonly kind: 'absent' } | { readonly kind: 'reference' };

export interface SettingHolder {
  readonly deployment: LiveObject;
  readonly container: string;
  readonly current: SettingValue;
}

const keptSchema = z.object({
  namespace: z.string(),
  setting: z.string(),
  container: z.string(),
  deployments: z.array(z.object({ name: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
});

/** The Deployments a check named, as they are now, with the setting's value in the container it named. */
export async function settingHolders(read: Readers, finding: Finding): Promise<readonly SettingHolder[] | NotPossible> {
  const { hints = {} } = finding;
  const namespace = hints.namespace ?? finding.subject.namespace ?? '';
  const names = (hints.deployments ?? '').split(',').filter((name) => name !== '');
  if (names.length === 0) return { notPossible: text('noDeployments') };
  return holdersOf(read, namespace, names, hints.container ?? 'cvat-backend', hints.setting ?? '');
}

async function holdersOf(
  read: Readers,
  namespace: string,
  names: readonly string[],
  container: string,
  setting: string,
): Promise<readonly SettingHolder[] | NotPossible> {
  const objects = await Promise.all(names.map((name) => read.object({ kind: 'Deployment', apiVersion: 'apps/v1', namespace, name: assertObjectName(name) })));
  const holders: SettingHolder[] = [];
  for (const [index, deployment] of objects.entries()) {
    const own = deployment && workloadSpec(deployment).template?.spec?.containers?.find((c) => c.name === container);
    if (!deployment || !own) return { notPossible: text('gone', { deployment: names[index] ?? '' }) };
    const env = own.env?.filter((e) => e.name === setting).at(-1);
    const current: SettingValue = !env ? { kind: 'absent' } : env.valueFrom === undefined ? { kind: 'value', value: env.value ?? '' } : { kind: 'reference' };
    if (current.kind === 'reference') return { notPossible: text('reference', { deployment: deployment.metadata.name, setting }) };
    holders.push({ deployment, container, current });
  }
  return holders;
}

/** Text of a value, undefined where it is not set. */
export function valueText(current: SettingValue): string | undefined {
  return current.kind === 'value' ? current.value : undefined;
}

interface SettingPlan {
  readonly remediationId: string;
  readonly finding: Pick<Finding, 'fingerprint' | 'checkId'>;
  readonly setting: string;
  readonly title: Text;
  readonly summary: Text;
  /** The new value of each holder; undefined takes the setting out. */
  readonly after: (holder: SettingHolder) => string | undefined;
  readonly lasting: Plan['lasting'];
  readonly warnings?: readonly Text[];
}

/** Writes a setting in several Deployments: all patches first, so that the outages overlap, then the waits. */
export function settingPlan(holders: readonly SettingHolder[], wanted: SettingPlan): Plan | NotPossible {
  const changing = holders.filter((h) => valueText(h.current) !== wanted.after(h));
  const [first] = changing;
  if (!first) return { notPossible: text('same', { setting: wanted.setting }) };
  if (changing.some((h) => [valueText(h.current), wanted.after(h)].some((value) => holdsSecret({ name: wanted.setting, value })))) {
    return { notPossible: text('secret', { setting: wanted.setting }) };
  }
  const { namespace = '' } = first.deployment.metadata;
  const { remediationId, finding, setting, title, summary, warnings = [] } = wanted;
  return {
    remediationId,
    fingerprint: finding.fingerprint,
    checkId: finding.checkId,
    target: { kind: 'Setting', namespace, name: setting },
    title,
    summary,
    risk: 'disruptive',
    steps: stepsFor(changing, setting, wanted.after),
    cost: {
      restarts: text('cost.restarts', { count: changing.length, names: changing.map((h) => h.deployment.metadata.name).join(', ') }),
      outage: changing.some((h) => restartsWithOutage(h.deployment)) ? text('cost.outage') : text('cost.noOutage'),
      runningWork: text('cost.runningWork'),
      undo: { possible: true, text: text('cost.undo') },
      lasts: text('cost.lasts'),
    },
    ...(wanted.lasting && { lasting: wanted.lasting }),
    byHand: changing.map((h) => {
      const value = wanted.after(h);
      const assignment = value === undefined ? `${setting}-` : `${setting}=${value}`;
      return kubectl(namespace, 'set', 'env', `deployment/${h.deployment.metadata.name}`, '-c', h.container, assignment);
    }),
    rbac: [...settingRights],
    kept: {
      namespace,
      setting,
      container: first.container,
      deployments: changing.map((h) => ({
        name: h.deployment.metadata.name,
        before: valueText(h.current) ?? null,
        after: wanted.after(h) ?? null,
      })),
    },
    warnings: [...warnings],
    verifyWithinSeconds: 120,
  };
}

function stepsFor(changing: readonly SettingHolder[], setting: string, after: SettingPlan['after']): PlannedStep[] {
  const patches = changing.map((holder) =>
    plannedStep(`patch-${holder.deployment.metadata.name}`, {
      kind: 'patch-object',
      target: targetOf(holder.deployment),
      patchType: 'strategic',
      body: { spec: { template: { spec: { containers: [{ name: holder.container, env: [envItem(setting, after(holder))] }] } } } },
    }),
  );
  const waits = changing.map(({ deployment: { metadata } }) =>
    plannedStep(`wait-${metadata.name}`, {
      kind: 'wait-rollout',
      workload: { kind: 'Deployment', namespace: metadata.namespace ?? '', name: metadata.name },
      timeoutSeconds: 900,
    }),
  );
  return [...patches, ...waits];
}

function envItem(name: string, value: string | undefined) {
  return value === undefined ? { name, $patch: 'delete' } : { name, value };
}

/** The way back: what each Deployment had, if each still has what the run wrote. */
export async function undoSetting(run: FinishedRun, read: Readers): Promise<Plan | NotPossible> {
  const kept = keptSchema.parse(run.plan.kept);
  const names = kept.deployments.map((d) => d.name);
  const holders = await holdersOf(read, kept.namespace, names, kept.container, kept.setting);
  if ('notPossible' in holders) return holders;
  const recordOf = (holder: SettingHolder) => kept.deployments.find((d) => d.name === holder.deployment.metadata.name);
  const moved = holders.find((h) => (valueText(h.current) ?? null) !== recordOf(h)?.after);
  if (moved) return { notPossible: text('undoMoved', { deployment: moved.deployment.metadata.name, setting: kept.setting }) };
  const plan = settingPlan(holders, {
    remediationId: run.plan.remediationId,
    finding: run.plan,
    setting: kept.setting,
    title: text('undoTitle', { setting: kept.setting }),
    summary: text('undoSummary', { setting: kept.setting, count: holders.length }),
    after: (holder) => recordOf(holder)?.before ?? undefined,
    lasting: undefined,
  });
  if ('notPossible' in plan) return plan;
  return { ...plan, cost: { ...plan.cost, undo: { possible: false, text: text('cost.undoAgain') } }, isUndo: true };
}
