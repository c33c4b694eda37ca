import 'server-only';
import { z } from 'zod';
import type { KeptChoice } from '@/lib/domain/discovery/choose-installation';
import { defaultThresholds, type Thresholds } from '@/lib/domain/installation';
import type { SettingStore } from '@/lib/domain/ports/stores';
import { thresholdsSchema } from '@/lib/server/settings/thresholds-schema';

const switchesSchema = z.record(z.string(), z.boolean());
const choiceSchema = z.object({
  namespace: z.string(),
  release: z.string(),
  by: z.enum(['person', 'only-candidate']),
  nuclioNamespace: z.string().optional(),
});

/** What administrators changed. Kept in memory, so that reading costs nothing; written through. */
export interface Settings {
  readonly thresholds: Thresholds;
  readonly publicModels: boolean;
  /** The installation that was chosen, or taken as the only one. */
  readonly installation: KeptChoice | undefined;
  /** Whether this installation may use it at all: decided where Loupe was deployed, together with the rights, and not to be switched here. */
  isInstalled(remediationId: string): boolean;
  /** Installed remediations are on unless switched off. */
  isEnabled(remediationId: string): boolean;
  switchRemediation(id: string, enabled: boolean): Promise<void>;
  publishModels(isPublic: boolean): Promise<void>;
  keepInstallation(choice: KeptChoice): Promise<void>;
  changeThresholds(thresholds: Thresholds): Promise<void>;
  onChange(listener: () => void): () => void;
}

export interface SettingDefaults {
  readonly publicModels: boolean;
  readonly remediations?: readonly string[] | undefined;
}

/** Reads what was kept; a value that no longer fits counts as not set. `defaults` come from the environment; `installed` undefined means every remediation. */
export async function openSettings(store: SettingStore, { publicModels: publicByDefault, remediations: installed }: SettingDefaults): Promise<Settings> {
  const kept = async <T>(key: string, schema: z.ZodType<T>): Promise<T | undefined> => schema.safeParse(await store.get(key)).data;
  let thresholds: Thresholds = { ...defaultThresholds, ...(await kept('thresholds', thresholdsSchema)) };
  let publicModels = (await kept('public-models', z.boolean())) ?? publicByDefault;
  let switches = (await kept('remediations', switchesSchema)) ?? {};
  let installation: KeptChoice | undefined = presentOnly(await kept('installation', choiceSchema));
  const listeners = new Set<() => void>();
  const keep = async (key: string, value: unknown) => {
    await store.set(key, value);
    for (const listener of listeners) listener();
  };
  const isInstalled = (id: string) => installed?.includes(id) ?? true;
  return {
    get thresholds() {
      return thresholds;
    },
    get publicModels() {
      return publicModels;
    },
    get installation() {
      return installation;
    },
    isInstalled,
    isEnabled: (id) => isInstalled(id) && (switches[id] ?? true),
    switchRemediation: (id, enabled) => {
      switches = { ...switches, [id]: enabled };
      return keep('remediations', switches);
    },
    publishModels: (isPublic) => {
      publicModels = isPublic;
      return keep('public-models', isPublic);
    },
    keepInstallation: (choice) => {
      installation = choice;
      return keep('installation', choice);
    },
    changeThresholds: (next) => {
      thresholds = next;
      return keep('thresholds', next);
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Without the key whose value is undefined. */
function presentOnly(choice: z.infer<typeof choiceSchema> | undefined): KeptChoice | undefined {
  if (!choice) return undefined;
  const { nuclioNamespace, ...rest } = choice;
  return nuclioNamespace === undefined ? rest : { ...rest, nuclioNamespace };
}
