import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** A Helm that can be run: the named one, the rig's, or the one on PATH; undefined where there is none. */
export function findHelm(): string | undefined {
  const rig = process.env.REALCLUSTER_DIR ?? path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'realcluster');
  const onPath = (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, 'helm'));
  return [...(process.env.HELM ? [process.env.HELM] : []), path.join(rig, 'bin/helm'), ...onPath].find(existsSync);
}
