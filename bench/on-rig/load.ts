import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { runRigProgram } from '../../rig/rig-program';
import type { Rig } from '../../rig/start-rig';

/** The pod whose restarts are counted up; of no owner, in the namespace Loupe watches. */
export const probePod = 'cvat/aaa-probe';
const [namespace = '', name = ''] = probePod.split('/');

const probe = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace, labels: { app: name } },
  spec: { containers: [{ name: 'c', image: 'registry.test/probe:1' }] },
};

/** Fills the installation's namespace with ready pods until the cluster has about so many. Answers how many there are. */
export async function loadTo(rig: Rig, size: number): Promise<number> {
  const own = (await podNames(rig)).filter((pod) => !pod.startsWith('pod/load-')).length;
  if (size > own) await runRigProgram('load', ['--pods', String(size - own), '--namespace', namespace, '--dir', rig.dir]);
  return (await podNames(rig)).length;
}

/** Makes the probe pod anew, and waits until it is ready. */
export async function renewProbe(rig: Rig): Promise<void> {
  await rig.kubectl('-n', namespace, 'delete', 'pod', name, '--ignore-not-found', '--wait');
  await rig.kubectl('create', '--raw', `/api/v1/namespaces/${namespace}/pods`, '-f', writeManifest(rig, probe));
  await rig.kubectl('-n', namespace, 'wait', '--for=condition=Ready', `pod/${name}`, '--timeout=60s');
}

function writeManifest({ dir }: Rig, object: object): string {
  const file = path.join(dir, 'run/probe.json');
  writeFileSync(file, JSON.stringify(object));
  return file;
}

async function podNames(rig: Rig): Promise<string[]> {
  return (await rig.kubectl('get', 'pods', '-A', '-o', 'name')).split('\n').filter(Boolean);
}
