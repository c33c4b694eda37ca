import 'server-only';
import { defaultThresholds } from '@/lib/domain/installation';
import type { SettingsView } from '@/lib/domain/rows/details';
import { say } from '@/lib/domain/text';
import { remediations } from '@/lib/remediations/registry.generated';
import type { Container } from '@/lib/server/container';
import { readRights } from '@/lib/server/read-rights';

/** What the Settings page shows: installation, figures, remediations with the rights each needs, and what Loupe may read. */
export function readSettings({ settings, installation, rights, env, version }: Container): SettingsView {
  return {
    installation: { ...installation, lab: env.labUrl !== undefined, publicModels: settings.publicModels, version },
    thresholds: settings.thresholds,
    defaultThresholds,
    remediations: remediations.map((r) => ({
      id: r.id,
      name: say(`remediations.${r.id}.name`),
      effect: say(`remediations.${r.id}.effect`),
      risk: r.risk,
      resolves: r.resolves,
      enabled: settings.isEnabled(r.id),
      undoable: r.undo !== undefined,
      rights: r.rbac.map((rule) => ({ rule, held: rights.held(rule) })),
    })),
    readRights: readRights.map((rule) => ({ rule, held: rights.held(rule) })),
  };
}
