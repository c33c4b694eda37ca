import 'server-only';
import { defaultThresholds } from '@/lib/domain/installation';
import type { RbacRule } from '@/lib/domain/plan';
import { readRights } from '@/lib/domain/rights/read-rights';
import type { ReadRight } from '@/lib/domain/rights/right';
import type { SettingsView } from '@/lib/domain/rows/details';
import { say } from '@/lib/domain/text';
import { remediations } from '@/lib/remediations/registry.generated';
import type { Container } from '@/lib/server/container';
import type { Held } from '@/lib/server/rights-book';

/** What the Settings page shows: installation, figures, remediations with the rights each needs, what Loupe may read, and what it keeps. */
export async function readSettings({ settings, clusterName, installation, rights, env, version, samples }: Container): Promise<SettingsView> {
  return {
    samples: await samples.stats(),
    installation: { cluster: clusterName, ...installation, lab: env.labUrl !== undefined, publicModels: settings.publicModels, version },
    thresholds: settings.thresholds,
    defaultThresholds,
    remediations: remediations.map((r) => ({
      id: r.id,
      name: say(`remediations.${r.id}.name`),
      effect: say(`remediations.${r.id}.effect`),
      risk: r.risk,
      resolves: r.resolves,
      installed: settings.isInstalled(r.id),
      enabled: settings.isEnabled(r.id),
      undoable: r.undo !== undefined,
      rights: r.rbac.map((rule) => ({ rule, held: rights.held({ ...rule, places: r.acts }) })),
    })),
    readRights: readRights
      .map((right) => ({ right, held: rights.held(right) }))
      .filter(matters)
      .map(({ right, held }) => ({ rule: ruleOf(right), held })),
  };
}

/** Where Longhorn is not in use, and inside the cluster for port-forward, the right is not missed: it is listed only where it is held. */
function matters({ right, held }: { readonly right: ReadRight; readonly held: Held }): boolean {
  return held === 'yes' || !['longhorn', 'portForward'].includes(right.option ?? '');
}

function ruleOf({ apiGroup, resource, verbs, namespaced }: ReadRight): RbacRule {
  return { apiGroup, resource, verbs, namespaced };
}
