import type { KubernetesApi } from '../kubernetes/server';
import type { LabWorld } from '../world/world';
import type { ScenarioSwitch } from './scenario-switch';

/** Everything the control service acts on. */
export interface Lab {
  readonly world: LabWorld;
  readonly scenarios: ScenarioSwitch;
  readonly api: KubernetesApi;
  readonly addresses: Readonly<Record<'kubernetes' | 'cvat' | 'nuclio' | 'kubelet' | 'control', string>>;
  readonly kubeconfig: string;
}

/** GET /control/state. */
export function labState({ world, scenarios, api, addresses, kubeconfig }: Lab) {
  return {
    now: new Date(world.clock.now()).toISOString(),
    rate: world.clock.rate,
    apiServer: api.mode,
    namespace: world.namespace,
    release: world.release,
    addresses,
    kubeconfig,
    openWatches: api.openWatches,
    scenarios: scenarios.all.map(({ id, title, expects, mayAlsoShow = [] }) => ({ id, title, expects, mayAlsoShow, on: scenarios.isOn(id) })),
  };
}

export type LabState = ReturnType<typeof labState>;
