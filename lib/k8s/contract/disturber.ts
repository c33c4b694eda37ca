import { createLabDisturber } from '@/lib/k8s/contract/lab-disturber';
import { createRigDisturber } from '@/lib/k8s/contract/rig-disturber';
import type { Account, ScratchNamespace } from '@/lib/k8s/contract/scratch-namespace';
import { kubeconfigOfTest, testControl } from '@/lib/k8s/contract/test-cluster';
import { openWire } from '@/lib/k8s/contract/wire';

/** Takes the API server away and gives it back. */
export interface Disturber {
  /** `its process` or `the way to it`: what a suite's name says was killed and stopped. */
  readonly disturbs: string;
  /** Who connects with this meets the disturbance. */
  readonly kubeconfigPath: string;
  kill(): Promise<void>;
  /** Resolves when it takes requests again. */
  revive(): Promise<void>;
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  /** Makes the server answer this account with 429 and Retry-After. Undefined where only the server's owner could. */
  readonly throttle: ((account: Account) => Promise<() => Promise<void>>) | undefined;
  close(): Promise<void>;
}

/** A lab and a rig are disturbed themselves; of somebody's cluster only the way to it. */
export async function openDisturber(scratch: ScratchNamespace): Promise<Disturber> {
  const own = { disturbs: 'its process', kubeconfigPath: kubeconfigOfTest(), close: () => Promise.resolve() };
  if (testControl.lab) return { ...own, ...createLabDisturber(testControl.lab) };
  if (testControl.rig) return { ...own, ...createRigDisturber(testControl.rig) };
  const wire = await openWire(scratch);
  return {
    disturbs: 'the way to it',
    kubeconfigPath: wire.kubeconfigPath,
    kill: wire.cut,
    revive: wire.mend,
    freeze: async () => wire.freeze(),
    thaw: async () => wire.thaw(),
    throttle: undefined,
    close: wire.close,
  };
}
