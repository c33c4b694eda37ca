import 'server-only';
import { type Choice, chooseInstallation, type InstallationName, type KeptChoice } from '@/lib/domain/discovery/choose-installation';
import { AppError } from '@/lib/domain/errors';
import type { Installation } from '@/lib/domain/installation';
import type { Ledger } from '@/lib/domain/ports/stores';
import type { InstallationSearch } from '@/lib/server/discovery/installation-search';
import type { Settings } from '@/lib/server/settings/settings';

/** CVAT asks Nuclio for functions of this project, in every version: the name stands in its code. */
export const CVAT_PROJECT = 'cvat';

interface InstallationsDeps {
  readonly clusterName: string;
  readonly pinned: Partial<InstallationName>;
  readonly nuclio: { readonly namespace: string | undefined; readonly project: string | undefined };
  readonly settings: Pick<Settings, 'installation' | 'keepInstallation'>;
  readonly search: InstallationSearch;
  readonly ledger: Pick<Ledger, 'append'>;
  readonly onFault: (error: unknown) => void;
}

/** Which installation is open and why. */
export interface Installations {
  readonly choice: Choice;
  readonly opened: Installation | undefined;
  readonly pinned: Partial<InstallationName>;
  readonly search: Pick<InstallationSearch, 'last' | 'failure' | 'look'>;
  /** Throws `installation-pinned` where the environment names one, `not-found` for a release that was not seen. */
  choose(name: InstallationName): Promise<void>;
  /** The namespace the open installation's backend is told to put functions in; it may change while Loupe runs. */
  functionsLieIn(namespace: string): void;
  /** Called after `opened` became another value. */
  onChange(listener: () => void): void;
}

/** Decides at start, after each look around, and when somebody chooses. Never goes back from an open installation to none. */
export function createInstallations(deps: InstallationsDeps): Installations {
  const { pinned, nuclio, settings, search } = deps;
  const listeners = new Set<() => void>();
  let choice: Choice = { kind: 'looking' };
  let opened: Installation | undefined;
  let told: { readonly of: string; readonly namespace: string } | undefined;

  const decide = () => {
    choice = chooseInstallation({ pinned, kept: settings.installation, search: search.last });
    if (choice.kind !== 'open') return;
    const { name, by, functionNamespace } = choice;
    const toldNow = told?.of === keyOf(name) ? told.namespace : undefined;
    const next: Installation = {
      ...{ cluster: deps.clusterName, namespace: name.namespace, release: name.release },
      nuclioNamespace: nuclio.namespace ?? toldNow ?? functionNamespace ?? name.namespace,
      nuclioProject: nuclio.project ?? CVAT_PROJECT,
    };
    if (by !== 'environment') keep({ ...name, by, nuclioNamespace: next.nuclioNamespace });
    if (isSame(opened, next)) return;
    opened = next;
    for (const listener of listeners) listener();
  };

  const keep = (next: KeptChoice) => {
    const before = settings.installation;
    if (isSame(before, next)) return;
    const isAnother = before === undefined || keyOf(before) !== keyOf(next);
    // What a person chose is written down where they did it.
    const entry = { event: 'setting-changed', target: 'installation', actor: { name: 'loupe', role: 'system' }, detail: { ...next } } as const;
    void settings
      .keepInstallation(next)
      .then(() => (isAnother && next.by !== 'person' ? deps.ledger.append(entry) : undefined))
      .catch(deps.onFault);
  };

  search.onLook(decide);
  decide();
  return {
    get choice() {
      return choice;
    },
    get opened() {
      return opened;
    },
    ...{ pinned, search },
    choose: async ({ namespace, release }) => {
      if (pinned.namespace !== undefined && pinned.release !== undefined)
        throw new AppError('installation-pinned', { params: { ...pinned } as Record<string, string> });
      const seen = search.last?.candidates.find((c) => c.namespace === namespace && c.release === release);
      if (!seen) throw new AppError('not-found', { detail: 'no such release was seen' });
      await settings.keepInstallation({ namespace, release, by: 'person', ...(seen.functionNamespace ? { nuclioNamespace: seen.functionNamespace } : {}) });
      decide();
    },
    functionsLieIn: (namespace) => {
      if (!opened) return;
      told = { of: keyOf(opened), namespace };
      decide();
    },
    onChange: (listener) => void listeners.add(listener),
  };
}

function keyOf({ namespace, release }: InstallationName): string {
  return `${namespace}/${release}`;
}

function isSame<T extends object>(a: T | undefined, b: T): boolean {
  return a !== undefined && Object.keys({ ...a, ...b }).every((key) => a[key as keyof T] === b[key as keyof T]);
}
