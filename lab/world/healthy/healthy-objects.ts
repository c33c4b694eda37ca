import type { LabObject } from '../object-store';
import { analytics } from './analytics';
import { backend } from './backend';
import { clusterObjects } from './cluster';
import { front } from './front';
import { helmRelease } from './helm-release';
import { longhorn } from './longhorn';
import { nodes } from './nodes';
import { nuclio } from './nuclio';
import { stores } from './stores';
import { systemObjects } from './system';

export interface Manifest {
  readonly object: LabObject;
  /** Who applies it: the field manager it is stored with. */
  readonly manager: string;
}

/** Everything that is installed before any controller has run, in the order it would be applied. `at` is when the nodes joined. */
export function healthyObjects(at: string): Manifest[] {
  const by = (manager: string, objects: readonly LabObject[]) => objects.map((object) => ({ object: detached(object), manager }));
  const release = [...backend(), ...front(), ...stores(), ...analytics()];
  const ofNuclio = nuclio();
  const models = ofNuclio.filter((object) => object.kind === 'NuclioFunction' || object.kind === 'NuclioProject');
  const nuclioChart = ofNuclio.filter((object) => !models.includes(object));
  return [
    ...by('k3s', [...clusterObjects(), ...nodes(at)]),
    ...by('longhorn-manager', longhorn()),
    ...by('kubectl-client-side-apply', systemObjects()),
    ...by('helm', [...release, ...nuclioChart, ...helmRelease([...release, ...nuclioChart])]),
    ...by('dashboard', models),
  ];
}

/** Builders share parts (one probe used twice); what is applied shares nothing, as JSON never does. */
function detached(object: LabObject): LabObject {
  return JSON.parse(JSON.stringify(object));
}
