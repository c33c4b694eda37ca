import type { ReleaseCandidate, ReleaseSearch } from '@/lib/domain/discovery/release-candidate';

/** Why this installation is the open one: named in the environment, chosen by a person, or because there was no other. */
export type ChosenBy = 'environment' | 'person' | 'only-candidate';

export interface InstallationName {
  readonly namespace: string;
  readonly release: string;
}

/** What is kept across restarts. One that was taken because it was the only one is kept too: a second release must not make Loupe forget the first. */
export interface KeptChoice extends InstallationName {
  readonly by: Exclude<ChosenBy, 'environment'>;
  /** As last resolved, so that a start with the API server away looks in the right place. */
  readonly nuclioNamespace?: string;
}

export interface ChoiceInput {
  /** LOUPE_NAMESPACE and LOUPE_RELEASE. Both together need no search; one of them narrows it. */
  readonly pinned: Partial<InstallationName>;
  readonly kept: KeptChoice | undefined;
  /** The last look around that was answered. */
  readonly search: ReleaseSearch | undefined;
}

export type Choice =
  | { readonly kind: 'open'; readonly name: InstallationName; readonly by: ChosenBy; readonly functionNamespace?: string; readonly isSeen: boolean }
  | { readonly kind: 'looking' }
  | { readonly kind: 'none' }
  | { readonly kind: 'several' };

/** Which installation to look at: the environment's, else the kept one, else the only candidate. `isSeen` is false where the search did not show it. */
export function chooseInstallation({ pinned, kept, search }: ChoiceInput): Choice {
  const { namespace, release } = pinned;
  const matching = search?.candidates.filter((c) => (namespace ?? c.namespace) === c.namespace && (release ?? c.release) === c.release) ?? [];
  const open = (name: InstallationName, by: ChosenBy, nuclioNamespace?: string): Choice => {
    const seen = matching.find((c) => c.namespace === name.namespace && c.release === name.release);
    const functionNamespace = seen?.functionNamespace ?? nuclioNamespace;
    return {
      kind: 'open',
      name: { namespace: name.namespace, release: name.release },
      by,
      isSeen: seen !== undefined,
      ...(functionNamespace ? { functionNamespace } : {}),
    };
  };
  if (namespace !== undefined && release !== undefined) return open({ namespace, release }, 'environment', kept?.nuclioNamespace);
  if (kept && fits(kept, pinned) && !isReplaced(kept, matching, search)) return open(kept, kept.by, kept.nuclioNamespace);
  if (search === undefined) return { kind: 'looking' };
  const [only, ...others] = matching;
  if (only === undefined) return { kind: 'none' };
  return others.length > 0 ? { kind: 'several' } : open(only, 'only-candidate');
}

function fits(kept: InstallationName, { namespace, release }: Partial<InstallationName>): boolean {
  return (namespace ?? kept.namespace) === kept.namespace && (release ?? kept.release) === kept.release;
}

/** What nobody chose gives way once it is gone and there is something else; a person's choice only to a person. */
function isReplaced(kept: KeptChoice, matching: readonly ReleaseCandidate[], search: ReleaseSearch | undefined): boolean {
  if (kept.by === 'person' || search === undefined || matching.length === 0) return false;
  const wasLooked = search.scope.kind === 'cluster' || search.scope.namespaces.includes(kept.namespace);
  return wasLooked && !matching.some((c) => c.namespace === kept.namespace && c.release === kept.release);
}
