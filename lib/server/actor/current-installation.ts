import 'server-only';
import { type ChoiceInput, chooseInstallation } from '@/lib/domain/discovery/choose-installation';
import type { Installation } from '@/lib/domain/installation';
import { CVAT_PROJECT } from '@/lib/server/discovery/installations';
import type { Env } from '@/lib/server/env';

/** The installation the web process has opened: as the environment names it, else as it was kept. The actor looks for none itself; undefined until one is kept. */
export function currentInstallation(
  env: Pick<Env, 'namespace' | 'release' | 'nuclioNamespace' | 'nuclioProject'>,
  kept: ChoiceInput['kept'],
  clusterName: string,
): Installation | undefined {
  const pinned = { ...(env.namespace ? { namespace: env.namespace } : {}), ...(env.release ? { release: env.release } : {}) };
  const choice = chooseInstallation({ pinned, kept, search: undefined });
  if (choice.kind !== 'open') return undefined;
  const { name, functionNamespace } = choice;
  return {
    ...{ cluster: clusterName, namespace: name.namespace, release: name.release },
    nuclioNamespace: env.nuclioNamespace ?? functionNamespace ?? name.namespace,
    nuclioProject: env.nuclioProject ?? CVAT_PROJECT,
  };
}
