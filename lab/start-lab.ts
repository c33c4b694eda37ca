import { longhornRefusal } from './behaviour/claim-admission';
import { connectPods } from './behaviour/pod-connections';
import type { Lab } from './control/lab-state';
import { createScenarioSwitch } from './control/scenario-switch';
import { startControl } from './control/start-control';
import { startCvat } from './cvat/start-cvat';
import { writeKubeconfig } from './kubeconfig';
import { startKubeletStats } from './kubernetes/kubelet';
import { startKubernetesApi } from './kubernetes/server';
import { startNuclioDashboard } from './nuclio/start-nuclio-dashboard';
import { createLabClock } from './world/create-clock';
import { createWorld } from './world/create-world';

interface LabOptions {
  /** Port of the Kubernetes API; CVAT, Nuclio, kubelet and control follow. */
  readonly port: number;
  readonly pods?: number;
  /** Switched on from the start. Throws for an unknown one. */
  readonly scenarios?: readonly string[];
  /** Where the kubeconfig is written. */
  readonly directory: string;
}

export interface RunningLab extends Lab {
  close(): Promise<void>;
}

/** Starts the whole simulated installation on 127.0.0.1, on five ports in a row. */
export async function startLab({ port, pods = 0, scenarios: wanted = [], directory }: LabOptions): Promise<RunningLab> {
  const world = createWorld({ clock: createLabClock(), pods });
  const api = await startKubernetesApi({
    store: world.store,
    answers: { ...world.answers, connect: connectPods(world, { cvat: port + 1, nuclio: port + 2 }) },
    port,
  });
  api.addAdmission(({ resource, subresource, object, before }) => {
    if (resource.plural !== 'persistentvolumeclaims' || subresource || !object || !before) return undefined;
    const refused = longhornRefusal(world, before, object);
    return refused ? { refused, webhook: 'validator.longhorn.io', code: 403 } : undefined;
  });
  const servers = await Promise.all([
    startCvat(world, port + 1),
    startNuclioDashboard(world, port + 2),
    startKubeletStats({ store: world.store, answers: world.answers, port: port + 3 }),
  ]);
  const scenarios = createScenarioSwitch(world);
  const at = (offset: number) => `http://127.0.0.1:${port + offset}`;
  const lab: Lab = {
    world,
    scenarios,
    api,
    addresses: { kubernetes: at(0), cvat: at(1), nuclio: at(2), kubelet: at(3), control: at(4) },
    kubeconfig: writeKubeconfig(directory, port, world.namespace),
  };
  for (const id of wanted) if (!scenarios.set(id, true)) throw new Error(`no scenario called ${id}`);
  const control = await startControl(lab, port + 4);
  return {
    ...lab,
    async close() {
      await Promise.all([...servers, control, api].map((server) => server.close()));
    },
  };
}
